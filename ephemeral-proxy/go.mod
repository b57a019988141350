module dev.mcpk8s/ephemeral-proxy

go 1.26.0

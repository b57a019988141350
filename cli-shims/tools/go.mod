module dev.mcpk8s/tools

go 1.26.0

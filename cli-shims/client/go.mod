module dev.mcpk8s/client

go 1.26.0

require (
	golang.org/x/term v0.39.0
	sigs.k8s.io/yaml v1.6.0
)

require (
	go.yaml.in/yaml/v2 v2.4.3 // indirect
	golang.org/x/sys v0.40.0 // indirect
)

module dev.mcpk8s/tools/catalogue

go 1.26.0

require (
	github.com/spf13/cobra v1.8.1
	github.com/spf13/pflag v1.0.5
)

require github.com/inconshreveable/mousetrap v1.1.0 // indirect

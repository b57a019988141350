# Every command a person needs. `make` alone explains itself.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# Maven runs on JDK 25 where one is found: the formatter needs it inside Maven's own JVM.
JDK25 := $(shell scripts/find-jdk25 2>/dev/null)
MVN := JAVA_HOME=$(JDK25) MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED" mvn -B -ntp -Dorg.slf4j.simpleLogger.defaultLogLevel=warn

.PHONY: help
help: ## show this help
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-13s %s\n", $$1, $$2}'

# "required": the tests that run pods fail where they cannot, in place of being skipped. It is what CI says.
export MCP_K8S_NODE ?= $(if $(CI),required)

.PHONY: prerequisites
prerequisites:
	@scripts/check-prerequisites

.PHONY: build
build: prerequisites commands ## build app/target/mcp-k8s.jar and the drop-in commands
	$(MVN) package -DskipTests

.PHONY: commands
commands: ## build the drop-in commands: cli-shims/bin/{kubectl,helm,istioctl,argocd}
	@scripts/dropin-commands

# What is written in Go; a folder of the tools' pinned versions is no code of ours.
GO_MODULES := testcluster cli-shims/client cli-shims/tools ephemeral-proxy

.PHONY: test
test: prerequisites kubernetes test-tools node node-runtime commands ## run every test
	@unformatted=$$(gofmt -l $(GO_MODULES)); [ -z "$$unformatted" ] || { echo "not formatted, see make format: $$unformatted" >&2; exit 1; }
	for module in $(GO_MODULES); do (cd $$module && go vet ./... && go test ./...) || exit 1; done
	$(MVN) -Dorg.slf4j.simpleLogger.defaultLogLevel=info verify

.PHONY: demo
demo: build kubernetes ## build, start a real API server and the service, run the product once, stop
	scripts/demo

.PHONY: run
run: build kubernetes ## serve on 9096 until Ctrl-C; brings up a cluster of its own unless KUBECONFIG is set
	@scripts/run

.PHONY: cluster
cluster: kubernetes $(if $(NODE),node-runtime) ## bring up a Kubernetes cluster until Ctrl-C; NODE=1: whose pods run (Linux, root)
	@scripts/testcluster up --foreground --dir .cache/cluster $(if $(NODE),--node)

.PHONY: bench
bench: prerequisites kubernetes ## measure the service beside the API server and the kubectl process
	$(MVN) package -DskipTests dependency:build-classpath -Dmdep.outputFile=target/test.classpath -Dmdep.includeScope=test
	scripts/bench

.PHONY: kubectl-suite
kubectl-suite: build kubernetes ## run Kubernetes' own kubectl test suite with the drop-in command
	scripts/kubectl-suite

FUZZ_SECONDS ?= 60
.PHONY: fuzz
fuzz: prerequisites ## search for texts that break a parser, with Jazzer (FUZZ_SECONDS=60 in all, TARGET=JSONPATH)
	$(MVN) test-compile dependency:build-classpath -pl app -am -Dmdep.outputFile=target/test.classpath -Dmdep.includeScope=test
	scripts/fuzz $(FUZZ_SECONDS) $(TARGET)

.PHONY: docs
docs: prerequisites ## write the generated pages of docs/ anew
	$(MVN) test -pl app -am -Dtest='*PageTest' -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.update=true

.PHONY: format
format: prerequisites ## format the Java and Go sources
	$(MVN) spotless:apply
	gofmt -l -w $(GO_MODULES)

KUBECTL_FLAGS := app/src/main/resources/dev/mcpk8s/commandline/kubectl-flags.txt
POD_FIELDS := app/src/main/resources/dev/mcpk8s/workload/pod-fields.txt
TOOL_FLAGS := app/src/main/resources/dev/mcpk8s/commandline/tool
.PHONY: catalogue
catalogue: prerequisites ## write the tools' commands, flags and order of fields anew, as data, from the pinned modules
	cd testcluster && go run ./cmd/catalogue > $(CURDIR)/$(KUBECTL_FLAGS).new
	mv $(KUBECTL_FLAGS).new $(KUBECTL_FLAGS)
	cp $(KUBECTL_FLAGS) cli-shims/client/internal/kubectl/
	cd testcluster && go run ./cmd/podfields > $(CURDIR)/$(POD_FIELDS).new
	mv $(POD_FIELDS).new $(POD_FIELDS)
	for tool in helm istioctl argocd; do \
	  CGO_ENABLED=0 go run -C cli-shims/tools/$$tool -trimpath -buildvcs=false ./catalogue > $(TOOL_FLAGS)/$$tool-flags.txt.new; \
	  mv $(TOOL_FLAGS)/$$tool-flags.txt.new $(TOOL_FLAGS)/$$tool-flags.txt; \
	done

.PHONY: kubernetes
kubernetes: prerequisites ## find or build the Kubernetes programs that cluster, demo, run and test use
	@scripts/testcluster binaries

HELM3 ?=
.PHONY: tools
tools: prerequisites ## find or build helm, istioctl, argocd and kustomize (HELM3=1: helm 3 too)
	@scripts/tools --into .cache/tools
	@$(if $(HELM3),scripts/tools --into .cache/tools helm3)

.PHONY: test-tools
test-tools: prerequisites
	@scripts/tools --into .cache/tools
	@scripts/tools --into .cache/tools --present helm3

.PHONY: test-helm3
test-helm3: prerequisites kubernetes ## build helm 3 (minutes, the first time) and test it in helm 4's place
	@scripts/tools --into .cache/tools
	@scripts/tools --into .cache/tools helm3
	$(MVN) -Dorg.slf4j.simpleLogger.defaultLogLevel=info test -pl app -am -Dtest=Helm3Test -Dsurefire.failIfNoSpecifiedTests=false

IMAGE ?= mcp-k8s:latest
.PHONY: image
image: ## build the container image (IMAGE=name:tag) with docker
	@command -v docker >/dev/null || { echo "missing: docker" >&2; exit 1; }
	docker build --tag $(IMAGE) .

PROXY_IMAGE ?= mcp-k8s-proxy:latest
.PHONY: proxy-image
proxy-image: ## build the image of ephemeral servers (PROXY_IMAGE=name:tag) with docker
	@command -v docker >/dev/null || { echo "missing: docker" >&2; exit 1; }
	docker build --tag $(PROXY_IMAGE) ephemeral-proxy

# What that image runs, for tests without an image: static programs in a folder that can be a root file system.
PROXY_ROOT ?= .cache/proxy-root
.PHONY: proxy-root
proxy-root: prerequisites
	cd ephemeral-proxy && CGO_ENABLED=0 go build -trimpath -ldflags=-s -o $(abspath $(PROXY_ROOT))/ ./cmd/...

.PHONY: node
node:
	@scripts/ensure-node
	@scripts/ensure-jq
	@scripts/ensure-gawk
	@scripts/ensure-python >/dev/null

.PHONY: node-runtime
node-runtime:
	@scripts/ensure-node-runtime

# The service in a container: the same jar that `make build` makes.
FROM eclipse-temurin:25-jdk AS build
RUN apt-get update && apt-get install -y --no-install-recommends maven curl && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN mvn -B -ntp -q package -DskipTests

# kubectl comes from the Go modules that testcluster pins, so that the sandboxed verbs are the reference's; the other
# tools from those that cli-shims/tools pins. A layer each, so that a build shows which one it waits for.
FROM golang:1.26 AS tools
WORKDIR /src
RUN mkdir /tools
COPY scripts scripts
COPY testcluster testcluster
RUN cp "$(scripts/testcluster binaries kubectl)" /tools/kubectl
COPY cli-shims/tools cli-shims/tools
RUN cp "$(scripts/tools helm)" /tools/helm
RUN cp "$(scripts/tools istioctl)" /tools/istioctl
RUN cp "$(scripts/tools argocd)" /tools/argocd

FROM eclipse-temurin:25-jre
# tini reaps what an external program leaves behind; the JVM as process 1 would not.
RUN apt-get update && apt-get install -y --no-install-recommends tini && rm -rf /var/lib/apt/lists/*
RUN groupadd --system --gid 10001 mcp && useradd --system --uid 10001 --gid mcp --home-dir /nonexistent mcp
COPY --from=build /src/app/target/mcp-k8s.jar /opt/mcp-k8s/mcp-k8s.jar
COPY --from=tools /tools/ /usr/local/bin/
# Without the limit the C library keeps an arena of memory for each of the JVM's threads.
ENV MICRONAUT_SERVER_HOST=0.0.0.0 LANG=C.UTF-8 MALLOC_ARENA_MAX=2
USER 10001:10001
EXPOSE 9096
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/9096"]
ENTRYPOINT ["tini", "--", "java", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=70", "-jar", "/opt/mcp-k8s/mcp-k8s.jar"]

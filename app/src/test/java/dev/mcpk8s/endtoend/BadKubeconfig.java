package dev.mcpk8s.endtoend;

import java.util.stream.Stream;

/**
 * A kubeconfig that makes the request a refused one.
 *
 * @param status of HTTP
 * @param text what the explanation contains
 */
record BadKubeconfig(String name, String kubeconfig, int status, String code, String text) {

    @Override
    public String toString() {
        return name;
    }

    static Stream<BadKubeconfig> all() {
        String nowhere = "https://127.0.0.1:1";
        return Stream.of(
                refused("nothing", "", "kubeconfig_missing", "X-Kubeconfig"),
                refused("not base64", "%%%", "kubeconfig_invalid", "not valid YAML"),
                refused("base64 of bytes", "/////w==", "kubeconfig_invalid", "nor base64"),
                refused(
                        "not YAML",
                        "a: [" + Kubeconfigs.TOKEN,
                        "kubeconfig_invalid",
                        "not valid YAML (line 1"),
                refused("bomb", "a: &a [x,x]\nb: [*a,*a]", "kubeconfig_invalid", "aliases"),
                refused("10 MB", "x: " + "y".repeat(10_000_000), "kubeconfig_invalid", "more than"),
                field("exec", "users[u].user.exec"),
                field("auth-provider", "users[u].user.auth-provider"),
                field("tokenFile", "users[u].user.tokenFile"),
                field("client-certificate", "users[u].user.client-certificate"),
                field("client-key", "users[u].user.client-key"),
                field("whatever", "users[u].user.whatever"),
                refused(
                        "certificate-authority",
                        Kubeconfigs.with(nowhere, "", "certificate-authority: /x,"),
                        "kubeconfig_refused",
                        "clusters[c].cluster.certificate-authority is refused"),
                address("http://169.254.169.254", "metadata"),
                address("http://2852039166", "metadata"),
                address("https://[::ffff:169.254.169.254]", "metadata"),
                address("https://[fe80::1]", "link-local"),
                address("https://0.0.0.0", "unspecified"),
                address("http://metadata.example", "metadata"),
                address("https://link.example", "link-local"));
    }

    private static BadKubeconfig refused(String name, String kubeconfig, String code, String text) {
        return new BadKubeconfig(name, kubeconfig, 400, code, text);
    }

    private static BadKubeconfig field(String name, String path) {
        String kubeconfig = Kubeconfigs.with("https://127.0.0.1:1", name + ": {a: b},", "");
        return refused(name, kubeconfig, "kubeconfig_refused", path + " is refused");
    }

    private static BadKubeconfig address(String server, String kind) {
        return new BadKubeconfig(server, Kubeconfigs.to(server), 403, "address_refused", kind);
    }
}

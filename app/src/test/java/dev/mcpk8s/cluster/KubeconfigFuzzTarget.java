package dev.mcpk8s.cluster;

/** Lets the fuzzer into the kubeconfig reader. */
public final class KubeconfigFuzzTarget {

    private KubeconfigFuzzTarget() {}

    public static void read(String text) {
        KubeconfigReader.read(text, 1 << 20);
    }
}

package dev.mcpk8s.testcluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A cluster with a node: pods run, have logs, take commands and forwarded ports. Images come from
 * local folders; nothing is pulled, names are not looked up, services have no addresses that work,
 * and network policies are only stored. Taken as a parameter with {@link NodeClusterExtension} it
 * is the one that all tests of a run share, so a test works in a {@linkplain #newNamespace()
 * namespace of its own}; what it stops it starts again.
 */
public final class NodeCluster extends IsolatedCluster {

    private boolean hasBusybox;

    private NodeCluster(Launcher launcher) {
        super(launcher);
    }

    /** Starts one that the caller closes. It takes some twenty seconds. */
    public static NodeCluster start() {
        return new NodeCluster(Launcher.start(Map.of(), "--node"));
    }

    /** The name of its only node. */
    public String node() {
        return launcher().text("node");
    }

    /** Gives the node the images of an archive as {@code docker save} writes it. */
    public void importImage(Path archive) {
        launcher().say("import-image " + archive.toAbsolutePath());
    }

    /**
     * Makes an image out of a folder and gives it to the node. Its containers run as user 65532.
     *
     * @param name with a tag; a second image of that name replaces the first one
     * @param root what becomes the root folder; a file that anybody may run stays one, everything
     *     belongs to root
     * @param entrypoint words, the first one a path in the image; none if each pod says its command
     */
    public void importImage(String name, Path root, String... entrypoint) {
        importImage(name, "65532", root, List.of(entrypoint));
    }

    private void importImage(String name, String user, Path root, List<String> entrypoint) {
        try {
            Path archive = Files.createTempFile("image-", ".tar");
            try {
                List<String> words = new ArrayList<>(List.of("image", "--name", name));
                words.addAll(List.of("--from", root.toString(), "--user", user));
                words.addAll(List.of("-o", archive.toString()));
                entrypoint.forEach(word -> words.addAll(List.of("--entrypoint", word)));
                Launcher.failure(words.toArray(String[]::new))
                        .ifPresent(
                                said -> {
                                    throw new IllegalStateException(said);
                                });
                importImage(archive);
            } finally {
                Files.delete(archive);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The name of an image with a shell, tar, a web server and what else busybox has; it runs as
     * root. The first call gives it to the node.
     */
    public synchronized String busybox() {
        String name = "busybox:1";
        if (!hasBusybox) {
            Path busybox =
                    Busybox.find()
                            .orElseThrow(
                                    () -> new IllegalStateException("missing: busybox-static"));
            try (PrivateFolder root = PrivateFolder.in(folder())) {
                Busybox.furnish(busybox, root.path());
                importImage(name, "0", root.path(), List.of());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            hasBusybox = true;
        }
        return name;
    }
}

package dev.mcpk8s.endtoend;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A local git repository that Argo CD can deploy from. */
final class GitRepository {

    private GitRepository() {}

    /**
     * Makes one whose folder app holds a config map named settings.
     *
     * @return its address
     */
    static String create(Path folder) throws Exception {
        Path app = Files.createDirectories(folder.resolve("repository/app"));
        Files.writeString(
                app.resolve("settings.yaml"),
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {a: b}\n");
        Path repository = app.getParent();
        for (String line :
                List.of(
                        "init --quiet --initial-branch=main",
                        "add app",
                        "-c user.name=a -c user.email=a@example.test commit --quiet -m one")) {
            Process git =
                    new ProcessBuilder(("git " + line).split(" "))
                            .directory(repository.toFile())
                            .inheritIO()
                            .start();
            if (git.waitFor() != 0) {
                throw new IllegalStateException("git " + line + " failed");
            }
        }
        return "file://" + repository;
    }
}

package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;

/**
 * kustomize fetches what a kustomization names by an address and enters any folder that it names by
 * a relative path, wherever that leads; so a kustomization of a request may name only the request's
 * files.
 */
final class Kustomizations {

    private static final Set<String> NAMES =
            Set.of("kustomization.yaml", "kustomization.yml", "Kustomization");

    private Kustomizations() {}

    /**
     * @throws CommandException {@link ErrorCode#COMMAND_REFUSED} for the first file that leads
     *     elsewhere
     */
    static void check(RequestFiles files) {
        for (String path : files.paths()) {
            YamlScalars scalars = YamlScalars.of(files.text(path).orElse(""));
            boolean kustomization = isKustomization(path);
            boolean followed = kustomization || scalars.mayContain("builtin");
            if (followed && scalars.isHidden()) {
                throw refused(
                        path, "cannot be checked: write it as plain UTF-8 YAML without !!binary");
            }
            if (followed && scalars.mayContain("://")) {
                throw refused(
                        path,
                        "names an address, and addresses are not fetched: send what it refers to in"
                                + " the request's files");
            }
            if (kustomization && scalars.listed().stream().anyMatch(item -> climbs(path, item))) {
                throw refused(
                        path,
                        "names a folder outside of the request's files: send what it refers to"
                                + " there");
            }
        }
    }

    private static boolean isKustomization(String path) {
        return NAMES.contains(path.substring(path.lastIndexOf('/') + 1));
    }

    private static boolean climbs(String kustomization, String item) {
        if (item.startsWith("/")) {
            return true;
        }
        try {
            Path place = Path.of(kustomization).resolveSibling(item).normalize();
            return place.startsWith("..");
        } catch (InvalidPathException noPath) {
            return false;
        }
    }

    private static CommandException refused(String path, String why) {
        return new CommandException(ErrorCode.COMMAND_REFUSED, path + " " + why);
    }
}

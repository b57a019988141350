package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.io.StringReader;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * kustomize fetches what a kustomization names by an address, wherever that leads; so a
 * kustomization of a request may name only the request's files.
 */
final class Kustomizations {

    private static final Set<String> NAMES =
            Set.of("kustomization.yaml", "kustomization.yml", "Kustomization");
    private static final String BUILT_IN = "builtin";

    private Kustomizations() {}

    /**
     * @throws CommandException {@link ErrorCode#COMMAND_REFUSED} for the first file that names one
     */
    static void check(RequestFiles files) {
        for (String path : files.paths()) {
            if (namesAddress(files.text(path).orElse(""), isKustomization(path))) {
                throw new CommandException(
                        ErrorCode.COMMAND_REFUSED,
                        path
                                + " names an address, and addresses are not fetched: send what it"
                                + " refers to in the request's files");
            }
        }
    }

    private static boolean isKustomization(String path) {
        return NAMES.contains(path.substring(path.lastIndexOf('/') + 1));
    }

    /**
     * Looks at the scalars after their escapes were read; a kustomization that is no YAML is
     * suspected. Of other files only the settings of built-in transformers are followed.
     */
    private static boolean namesAddress(String text, boolean followed) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        boolean address = false;
        boolean builtIn = followed;
        try {
            for (Event event : new Yaml(options).parse(new StringReader(text))) {
                if (event instanceof ScalarEvent scalar) {
                    address |= scalar.getValue().contains("://");
                    builtIn |= scalar.getValue().equals(BUILT_IN);
                }
            }
        } catch (YAMLException _) {
            address |= text.contains("://") || text.contains("\\");
        }
        return address && builtIn;
    }
}

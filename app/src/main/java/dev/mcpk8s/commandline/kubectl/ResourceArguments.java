package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.error.CommandException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is wrong with resource arguments as such, whatever the cluster serves (cli-runtime: {@code
 * pkg/resource/builder.go}).
 */
final class ResourceArguments {

    private ResourceArguments() {}

    /**
     * @param arguments at least one
     * @param selected whether a label or field selector was given
     * @param subresource {@code --subresource}, empty when not given
     * @throws CommandException in kubectl's words
     */
    static void check(List<String> arguments, boolean selected, String subresource) {
        List<String> words = multiplied(arguments);
        long pairs = checkedPairs(words);
        boolean named = pairs == 0 && words.size() > 1;
        if (selected && named) {
            throw CommandException.usage("name cannot be provided when a selector is specified");
        }
        if (selected && pairs > 0) {
            throw CommandException.usage(
                    "selectors and the all flag cannot be used when passing resource/name"
                            + " arguments");
        }
        if (!named && pairs == 0 && !subresource.isEmpty()) {
            throw CommandException.usage(
                    "subresource cannot be used when bulk resources are specified");
        }
    }

    /**
     * The same for a command that got its objects from files, where there may be none.
     *
     * @throws CommandException in kubectl's words
     */
    static void checkBesideFiles(List<String> arguments) {
        if (!arguments.isEmpty()) {
            throw CommandException.usage(
                    checkedPairs(multiplied(arguments)) > 0
                            ? "resource/name arguments cannot be provided when a path is specified"
                            : "when paths, URLs, or stdin is provided as input, you may not"
                                    + " specify resource arguments as well");
        }
    }

    /** How many words are of the form resource/name: all or none. */
    private static long checkedPairs(List<String> words) {
        long pairs = words.stream().filter(word -> word.contains("/")).count();
        if (pairs > 0 && pairs < words.size()) {
            throw CommandException.usage(
                    "there is no need to specify a resource type as a separate argument when"
                            + " passing arguments in resource/name form (e.g. 'kubectl get"
                            + " resource/<resource_name>' instead of 'kubectl get resource"
                            + " resource/<resource_name>'");
        }
        if (pairs > 0) {
            words.forEach(ResourceArguments::checkPair);
        }
        return pairs;
    }

    /** {@code a,b x} stands for {@code a/x b/x}. */
    private static List<String> multiplied(List<String> arguments) {
        Set<String> types = types(arguments.getFirst());
        if (arguments.size() < 2 || types.size() < 2) {
            return arguments;
        }
        List<String> pairs = new ArrayList<>();
        for (String type : types) {
            arguments.subList(1, arguments.size()).forEach(name -> pairs.add(type + "/" + name));
        }
        return pairs;
    }

    private static void checkPair(String word) {
        String[] parts = word.split("/", -1);
        if (parts.length != 2) {
            throw CommandException.usage(
                    "arguments in resource/name form may not have more than one slash");
        }
        if (parts[0].isEmpty() || parts[1].isEmpty() || types(parts[0]).size() != 1) {
            throw CommandException.usage(
                    "arguments in resource/name form must have a single resource and name");
        }
    }

    private static Set<String> types(String argument) {
        return new LinkedHashSet<>(List.of(argument.split(",", -1)));
    }
}

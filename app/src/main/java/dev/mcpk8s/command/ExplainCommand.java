package dev.mcpk8s.command;

/**
 * {@code kubectl explain}.
 *
 * @param path the type and its field as typed: {@code pods.spec.containers}
 * @param apiVersion {@code --api-version}, empty when not given
 * @param output {@code --output} as typed; what is no format is found out late, as in kubectl
 */
public record ExplainCommand(
        GlobalFlags flags, String path, boolean recursive, String apiVersion, String output)
        implements Command {

    /** The form made of the OpenAPI 3 documents, the default. */
    public static final String PLAINTEXT = "plaintext";

    /** The older form, made of the OpenAPI 2 document. */
    public static final String PLAINTEXT_OPENAPI_V2 = "plaintext-openapiv2";

    @Override
    public Effect effect() {
        return Effect.READ;
    }
}

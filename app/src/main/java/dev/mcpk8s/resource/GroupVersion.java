package dev.mcpk8s.resource;

/**
 * An API group and one of its versions.
 *
 * @param group empty for the core group
 */
public record GroupVersion(String group, String version) {

    /** As in {@code apiVersion}: {@code v1}, {@code apps/v1}. */
    public static GroupVersion parse(String apiVersion) {
        int slash = apiVersion.indexOf('/');
        return slash < 0
                ? new GroupVersion("", apiVersion)
                : new GroupVersion(apiVersion.substring(0, slash), apiVersion.substring(slash + 1));
    }

    /** Where the group's version is served: {@code /api/v1}, {@code /apis/apps/v1}. */
    public String path() {
        if (version.isEmpty()) {
            return group.isEmpty() ? "/api" : "/apis/" + group;
        }
        return group.isEmpty() ? "/api/" + version : "/apis/" + group + "/" + version;
    }

    /** As in {@code apiVersion}: {@code v1}, {@code apps/v1}. */
    @Override
    public String toString() {
        return group.isEmpty() ? version : group + "/" + version;
    }
}

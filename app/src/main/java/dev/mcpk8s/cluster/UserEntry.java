package dev.mcpk8s.cluster;

import dev.mcpk8s.command.Impersonation;

/**
 * A kubeconfig's user; texts are empty when missing, all of them for an anonymous one.
 *
 * @param clientCertificate PEM text, the leaf first
 * @param clientKey PEM text
 */
record UserEntry(
        String name,
        String token,
        String username,
        String password,
        String clientCertificate,
        String clientKey,
        Impersonation impersonation) {

    static final UserEntry ANONYMOUS = new UserEntry("", "", "", "", "", "", Impersonation.NONE);

    /** The same user acting as somebody else. */
    UserEntry actingAs(Impersonation identity) {
        return new UserEntry(
                name, token, username, password, clientCertificate, clientKey, identity);
    }

    /** Never shows a secret. */
    @Override
    public String toString() {
        return "UserEntry[" + name + "]";
    }
}

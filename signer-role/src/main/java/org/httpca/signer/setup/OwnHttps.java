package org.httpca.signer.setup;

/** What stands in the roles' settings where the web role serves HTTPS itself; goes to the end of what they have else. */
final class OwnHttps {
    private OwnHttps() {}

    static String web(Plan plan) {
        return plan.httpsPort() == null ? "" : """
                  https:
                    port: %d
                """.formatted(plan.httpsPort());
    }

    /** Whose certificates the web role gets without an administrator: the signer must be told by its own operator. */
    static String signer(Plan plan) {
        return plan.httpsPort() == null ? "" : """
                  policy:
                    own-names: "%s"
                """.formatted(plan.publicUrl().host());
    }

    /** Behind a proxy only that one reaches it; without one, everybody must. */
    static String bind(Plan plan) {
        return plan.httpsPort() == null ? "127.0.0.1" : "0.0.0.0";
    }
}

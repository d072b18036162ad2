package org.httpca.signer.setup;

import org.httpca.message.Role;

/** The {@code application.yml} of each role, and the approval CLI's {@code approval.yml}; paths are relative to their folder. */
final class Settings {

    static final String WEB_OWNER = "httpca_web_owner";
    static final String SIGNER_OWNER = "httpca_signer_owner";

    private Settings() {}

    static String web(Plan plan) {
        return """
                httpca:
                  public-url: %s
                  installation: %s
                  port: 8080
                  bind: %s
                  api:
                    anonymous: false
                  database:
                    url: %s
                    user: httpca_web
                    password-file: database-password
                """.formatted(plan.publicUrl(), plan.installation(), OwnHttps.bind(plan), plan.webDatabase())
                + (plan.oneMachine() ? migration(WEB_OWNER) : "");
    }

    /** For {@code migrate} alone, which runs as the schema's owner. */
    static String webMigration(Plan plan) {
        return """
                httpca:
                  public-url: %s
                  database:
                    url: %s
                    user: httpca_web
                """.formatted(plan.publicUrl(), plan.webDatabase()) + migration(WEB_OWNER);
    }

    static String worker(Plan plan) {
        return """
                httpca:
                  installation: %s
                  messaging-ca: messaging-ca.pem
                  messaging-crl: messaging-ca.crl
                  identity:
                    keystore: identity.p12
                    passphrase-file: passphrase
                  database:
                    url: %s
                    user: httpca_worker
                    password-file: database-password
                """.formatted(plan.installation(), plan.webDatabase()) + broker(plan, Role.WORKER);
    }

    static String signer(Plan plan) {
        return """
                httpca:
                  public-url: %s
                  installation: %s
                  messaging-ca: messaging-ca.pem
                  messaging-crl: messaging-ca.crl
                  identity:
                    keystore: identity.p12
                    passphrase-file: passphrase
                  ca:
                    keystore: ca.p12
                    passphrase-file: ca-passphrase
                    root-crl: root.crl
                  profiles: %s
                  administrators: administrators
                  database:
                    url: %s
                    user: httpca_signer
                    password-file: database-password
                """.formatted(
                                plan.publicUrl(),
                                plan.installation(),
                                plan.oneMachine() ? "../config/profiles.yml" : "profiles.yml",
                                plan.signerDatabase())
                + (plan.oneMachine() ? migration(SIGNER_OWNER) : "")
                + broker(plan, Role.SIGNER);
    }

    /** For {@code migrate} alone, which runs as the schema's owner. */
    static String signerMigration(Plan plan) {
        return """
                httpca:
                  database:
                    url: %s
                    user: httpca_signer
                """.formatted(plan.signerDatabase()) + migration(SIGNER_OWNER);
    }

    private static String migration(String owner) {
        return """
                  migration:
                    user: %s
                    password-file: owner-password
                """.formatted(owner);
    }

    static String approval(Plan plan) {
        return approval(plan.installation(), plan.administrator(), plan.signerDatabase());
    }

    static String approval(String installation, String administrator, String signerDatabase) {
        return """
                installation: %s
                messaging-ca: messaging-ca.pem
                identity:
                  keystore: %s.p12
                  passphrase-file: %s.passphrase
                database:
                  url: %s
                  user: httpca_approval
                  password-file: database-password
                """.formatted(installation, administrator, administrator, signerDatabase);
    }

    /** Another administrator's settings, with the key of this one. */
    static String approvalOf(String administrator, String another) {
        return another.replaceAll("(?m)^( *keystore:).*$", "$1 " + administrator + ".p12")
                .replaceAll("(?m)^( *passphrase-file:).*$", "$1 " + administrator + ".passphrase");
    }

    private static String broker(Plan plan, Role role) {
        if (plan.oneMachine()) {
            return """
                      broker:
                        uri: amqp://%s:%d
                        user: %s
                        password-file: broker-password
                    """.formatted(plan.brokerHost(), plan.brokerPort(), role.wireName());
        }
        String host = plan.brokerHost().indexOf(':') >= 0 ? "[" + plan.brokerHost() + "]" : plan.brokerHost();
        return """
                  broker:
                    uri: amqps://%s:%d
                    tls-keystore: broker-tls.p12
                    tls-passphrase-file: broker-tls-passphrase
                    tls-trust: broker-ca.pem
                """.formatted(host, plan.brokerPort());
    }
}

package org.httpca.signer.setup;

import org.httpca.message.Role;
import org.httpca.pki.pkcs11.TokenAccess;

/** The {@code application.yml} of each role, and the approval CLI's {@code approval.yml}; paths are relative to their folder. */
final class Settings {

    static final String WEB_OWNER = "httpca_web_owner";
    static final String SIGNER_OWNER = "httpca_signer_owner";
    /** The token's PIN in a signer's folder. */
    static final String PIN_FILE = "token-pin";

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

    static String signer(Plan plan, String instance) {
        return """
                httpca:
                  public-url: %s
                  installation: %s
                  messaging-ca: messaging-ca.pem
                  messaging-crl: messaging-ca.crl
                %s  ca:
                    keystore: ca.p12
                    passphrase-file: ca-passphrase
                %s%s  profiles: %s
                  administrators: administrators
                  database:
                    url: %s
                    user: httpca_signer
                    password-file: database-password
                """.formatted(
                                plan.publicUrl(),
                                plan.installation(),
                                signerIdentity(plan, instance),
                                plan.token() == null ? "" : "    key-label: " + plan.issuingLabel() + "\n",
                                plan.offlineRoot() ? "" : "    root-crl: root.crl\n",
                                plan.oneMachine() ? "../config/profiles.yml" : "profiles.yml",
                                plan.signerDatabase())
                + (plan.oneMachine() ? migration(SIGNER_OWNER) : "")
                + broker(plan, Role.SIGNER);
    }

    private static String signerIdentity(Plan plan, String instance) {
        TokenAccess token = plan.token();
        if (token == null) {
            return """
                      identity:
                        keystore: identity.p12
                        passphrase-file: passphrase
                    """;
        }
        return """
                  pkcs11:
                    library: %s
                    slot: %d
                    pin-file: %s
                  identity:
                    key-label: %s
                """.formatted(token.slot().library(), token.slot().slot(), PIN_FILE, plan.identityLabel(instance));
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
        return withoutKey(another) + """
                identity:
                  keystore: %s.p12
                  passphrase-file: %s.passphrase
                """.formatted(administrator, administrator);
    }

    /** Another administrator's settings, with a key in a token; without the PIN, which is asked for. */
    static String approvalInToken(String administrator, TokenAccess token, String another) {
        return withoutKey(another)
                + """
                identity:
                  key-label: %s
                pkcs11:
                  library: %s
                  slot: %d
                """.formatted(
                        administrator, token.slot().library(), token.slot().slot());
    }

    private static String withoutKey(String settings) {
        return settings.replaceAll("(?m)^(?:identity|pkcs11):.*\\R(?:[ \\t].*\\R)*", "");
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

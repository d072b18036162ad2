package org.httpca.signer;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.httpca.forward.broker.BrokerSettings;
import org.httpca.log.LogSettings;
import org.httpca.pki.pkcs11.TokenAccess;
import org.httpca.signer.issuer.CaFolder;
import org.httpca.signer.issuer.CrlShards;
import org.httpca.signer.issuer.PublicUrl;
import org.httpca.start.InvalidSettingException;
import org.httpca.start.SettingKeys;
import org.httpca.start.UnknownSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * All that a signer is told. Whatever it cannot do without has no default, and a setting that would weaken it is refused.
 *
 * @param publicUrl where the web side is reached from outside; it stands in the certificates
 * @param installation the name of the installation, as the messaging identities have it
 * @param database the signer's database, as its runtime user
 * @param broker the broker that carries commands and events
 * @param token where private keys are that are in no file; null: there is none
 * @param identity this instance's messaging identity, a PKCS#12 file; null where its key is in the token
 * @param identityLabel its label in the token; null where it is in the file
 * @param messagingCa PEM of the CA that vouches for workers and signers
 * @param messagingCrl PEM with that CA's list of revoked identities; null: none is ever revoked
 * @param ca the issuing CA's key and chain and the clearance key, a PKCS#12 file; without that key where it is in the token
 * @param caLabel the issuing key's label in the token; null where it is in the file
 * @param rootCrl the root's CRL, DER or PEM, to be published; null: none is
 * @param crlShards over how many CRLs new certificates are spread; none by default
 * @param profiles profiles.yml
 * @param administrators a folder with the public key of each administrator, NAME.pem
 * @param autosign names that profile {@code server} signs without approval, comma-separated patterns; none by default
 * @param ownNames names for which the installation's web roles get their HTTPS certificates without approval, comma-separated
 *     and exact; none by default
 * @param blockedKeys a list of keys that nobody gets a certificate for, or a folder of such; null: there is none
 * @param revocationsPerHour how many the web side may ask for; orders of administrators have no limit
 * @param respondersPerHour how many keys of OCSP responders are certified; 0: none
 * @param alarmsAhead how long before an identity or a certificate ends there is an alarm
 */
record SignerSettings(
        PublicUrl publicUrl,
        String installation,
        DatabaseSettings database,
        BrokerSettings broker,
        @Nullable TokenAccess token,
        @Nullable Keystore identity,
        @Nullable String identityLabel,
        Path messagingCa,
        @Nullable Path messagingCrl,
        Keystore ca,
        @Nullable String caLabel,
        @Nullable Path rootCrl,
        CrlShards crlShards,
        Path profiles,
        Path administrators,
        String autosign,
        String ownNames,
        @Nullable Path blockedKeys,
        int revocationsPerHour,
        int respondersPerHour,
        Duration alarmsAhead) {

    private static final int DEFAULT_REVOCATIONS = 1_000;
    private static final int MOST_REVOCATIONS = 1_000_000;
    private static final int DEFAULT_RESPONDERS = 60;
    private static final int MOST_RESPONDERS = 10_000;
    private static final Duration DEFAULT_AHEAD = Duration.ofDays(30);

    /** Everything that can be set; {@link SettingsReader} reads nothing else. */
    static final SettingKeys KEYS = SettingKeys.of(SignerKeys.withFolder()).and(LogSettings.PREFIX, LogSettings.class);

    /**
     * An encrypted PKCS#12 file and what opens it.
     *
     * @param passphraseFile a file with the passphrase, which nobody else can read
     */
    record Keystore(Path file, Path passphraseFile) {}

    static SignerSettings of(ConfigurableEnvironment environment) {
        UnknownSettings.refuse(environment, KEYS);
        SettingsReader read = new SettingsReader(environment);
        TokenAccess token = TokenSettings.access(read);
        String identityLabel = TokenSettings.label(read, TokenSettings.IDENTITY, token);
        String caLabel = TokenSettings.label(read, TokenSettings.CA, token);
        TokenSettings.mustBeUsed(token, identityLabel, caLabel);
        return new SignerSettings(
                read.parsed(
                        "httpca.public-url",
                        "the address that users type, such as http://ca.example.org:8080",
                        PublicUrl::new),
                read.text("httpca.installation", "the installation's name, as the setup chose it"),
                database(read),
                broker(read),
                token,
                identityLabel == null ? keystore(read, "httpca.identity", "this signer's messaging identity") : null,
                identityLabel,
                read.path("httpca.messaging-ca", "the PEM file of the messaging CA"),
                read.optionalPath("httpca.messaging-crl"),
                ca(read),
                caLabel,
                read.optionalPath("httpca.ca.root-crl"),
                new CrlShards(read.number("httpca.ca.crl-shards", 0, CrlShards.MOST)),
                read.path("httpca.profiles", "the path of profiles.yml"),
                read.path("httpca.administrators", "the folder with the administrators' public keys"),
                Objects.requireNonNullElse(read.optional("httpca.policy.autosign"), ""),
                Objects.requireNonNullElse(read.optional("httpca.policy.own-names"), ""),
                read.optionalPath("httpca.policy.blocked-keys"),
                read.number("httpca.policy.revocations-per-hour", DEFAULT_REVOCATIONS, MOST_REVOCATIONS),
                read.number("httpca.policy.responder-certificates-per-hour", DEFAULT_RESPONDERS, MOST_RESPONDERS),
                read.days("httpca.alarms.ahead", DEFAULT_AHEAD));
    }

    private static DatabaseSettings database(SettingsReader read) {
        return new DatabaseSettings(
                read.text("httpca.database.url", "the JDBC URL of the signer's database"),
                read.text("httpca.database.user", "the signer's runtime user in its database"),
                read.secret("httpca.database.password-file", "a file with the database user's password"));
    }

    private static BrokerSettings broker(SettingsReader read) {
        URI uri = read.parsed("httpca.broker.uri", "the broker's address, such as amqps://broker:5671", URI::create);
        try {
            return new BrokerSettings(
                    uri,
                    read.optional("httpca.broker.user"),
                    read.optionalSecret("httpca.broker.password-file"),
                    read.optionalSecret("httpca.broker.tls-keystore"),
                    read.optionalSecret("httpca.broker.tls-passphrase-file"),
                    read.optionalPath("httpca.broker.tls-trust"));
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException("httpca.broker: " + e.getMessage(), e);
        }
    }

    private static Keystore ca(SettingsReader read) {
        try {
            return keystore(read, "httpca.ca", "the issuing CA's key");
        } catch (InvalidSettingException e) {
            Path folder = Path.of(Objects.requireNonNullElse(read.optional(SettingsReader.FOLDER), "."));
            if (CaFolder.isRequested(folder)) {
                throw new InvalidSettingException(
                        "The issuing CA has no certificate yet: have its request certified, and take the answer with"
                                + " './httpca setup issuer import issuing --certificate FILE --above FILE'.",
                        e);
            }
            throw e;
        }
    }

    private static Keystore keystore(SettingsReader read, String prefix, String what) {
        return new Keystore(
                read.secret(prefix + ".keystore", "the PKCS#12 file with " + what),
                read.secret(prefix + ".passphrase-file", "the file with the passphrase of " + what));
    }
}

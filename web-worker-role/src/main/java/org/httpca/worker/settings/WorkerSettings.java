package org.httpca.worker.settings;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.httpca.forward.broker.BrokerSettings;
import org.httpca.log.LogSettings;
import org.httpca.pki.pkcs11.TokenSlot;
import org.httpca.start.InvalidSettingException;
import org.httpca.start.SecretFile;
import org.httpca.start.SettingKeys;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Everything that can be set for the worker, under {@code httpca}.
 *
 * @param installation the installation's name, the same in each of its roles; if set, the identity must be of it
 * @param database the web database, as the worker uses it
 * @param broker the broker between the two sides
 * @param pkcs11 the token that has this worker's key, where it is in no file
 * @param identity what this worker signs its messages with
 * @param messagingCa PEM with the certificate of the CA that vouches for the identities of all roles
 * @param messagingCrl PEM with that CA's list of revoked identities, read again when it changes; without it nobody is revoked
 * @param alarms what there are alarms of
 * @param announce when the signer is told again of requests without an answer
 * @param notices who is told of certificates that end soon
 * @param acme how challenges of ACME are checked
 * @param envelopeLifetime how long a signer takes an envelope after it was sealed: a minute to a day
 * @param management health and metrics, for the operator
 * @param log the log
 * @param configFolder the folder of the configuration file; relative paths in it start here
 */
@ConfigurationProperties("httpca")
public record WorkerSettings(
        @Nullable String installation,
        Database database,
        Broker broker,
        @Nullable Pkcs11 pkcs11,
        IdentityKey identity,
        Path messagingCa,
        @Nullable Path messagingCrl,
        @DefaultValue Alarms alarms,
        @DefaultValue Announce announce,
        @DefaultValue NoticeSettings notices,
        @DefaultValue AcmeSettings acme,
        @DefaultValue("1h") Duration envelopeLifetime,
        @DefaultValue Management management,
        @DefaultValue LogSettings log,
        @Nullable Path configFolder) {

    /** The names of all of them. */
    public static final SettingKeys KEYS = SettingKeys.of(WorkerSettings.class);

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    public WorkerSettings {
        Required.value(database, "httpca.database.url", "the JDBC URL of the web database");
        Required.value(broker, "httpca.broker.uri", "the broker's address, such as amqps://broker:5671");
        Required.value(identity, "httpca.identity.keystore", "the PKCS#12 file of this worker's identity");
        Required.value(messagingCa, "httpca.messaging-ca", "the PEM file of the messaging CA's certificate");
        if (envelopeLifetime.compareTo(SHORTEST) < 0 || envelopeLifetime.compareTo(LONGEST) > 0) {
            throw new InvalidSettingException("httpca.envelope-lifetime must be between a minute and a day.");
        }
        if ((pkcs11 == null) != (identity.keyLabel() == null)) {
            throw new InvalidSettingException(
                    "httpca.pkcs11 and httpca.identity.key-label go together: set both for a key in a token, or neither.");
        }
    }

    /**
     * A message may get lost on the way, whatever the broker confirmed; so what has no answer is said again.
     *
     * @param after how long after it was sent, the first time; then twice as long each time, up to ten minutes
     * @param held how often for a request that waits for an administrator
     */
    public record Announce(
            @DefaultValue("30s") Duration after,
            @DefaultValue("1h") Duration held) {
        /** The longest that anything but a held request waits for its next announcement. */
        public static final Duration MOST = Duration.ofMinutes(10);

        private static final Duration LEAST = Duration.ofSeconds(1);

        public Announce {
            if (after.compareTo(LEAST) < 0 || after.compareTo(MOST) > 0) {
                throw new InvalidSettingException("httpca.announce.after must be between a second and ten minutes.");
            }
            if (held.compareTo(LEAST) < 0 || held.compareTo(LONGEST) > 0) {
                throw new InvalidSettingException("httpca.announce.held must be between a second and a day.");
            }
        }
    }

    /**
     * What the operator is told of.
     *
     * @param ahead how long before an identity or a certificate ends there is an alarm
     */
    public record Alarms(@DefaultValue("30d") Duration ahead) {
        private static final Duration LEAST = Duration.ofDays(1);
        private static final Duration MOST = Duration.ofDays(366);

        public Alarms {
            if (ahead.compareTo(LEAST) < 0 || ahead.compareTo(MOST) > 0) {
                throw new InvalidSettingException("httpca.alarms.ahead must be between a day and a year.");
            }
        }
    }

    /**
     * The web database.
     *
     * @param url its JDBC URL
     * @param user the worker's runtime user, who has no rights on the schema
     * @param passwordFile the file that holds the user's password, alone; none where the server asks for none
     * @param connections how many pooled connections this process keeps at most
     */
    public record Database(
            String url,
            @DefaultValue("httpca_worker") String user,
            @Nullable Path passwordFile,
            @DefaultValue("6") int connections) {
        public Database {
            Required.value(url, "httpca.database.url", "the JDBC URL of the web database");
            if (!url.startsWith("jdbc:postgresql:")) {
                throw new InvalidSettingException("httpca.database.url must be a JDBC URL of PostgreSQL.");
            }
            if (connections < 4 || connections > 100) {
                throw new InvalidSettingException("httpca.database.connections must be between 4 and 100.");
            }
        }
    }

    /**
     * The broker.
     *
     * @param uri {@code amqps://host:port/vhost}; {@code amqp://} on this machine only
     * @param user for a login by password
     * @param passwordFile the file that holds that password, alone
     * @param tlsKeystore PKCS#12 with a client certificate, for a login by certificate
     * @param tlsPassphraseFile the file that holds the keystore's passphrase, alone
     * @param tlsTrust PEM with the CA certificates that may vouch for the broker
     */
    public record Broker(
            URI uri,
            @Nullable String user,
            @Nullable Path passwordFile,
            @Nullable Path tlsKeystore,
            @Nullable Path tlsPassphraseFile,
            @Nullable Path tlsTrust) {
        public Broker {
            Required.value(uri, "httpca.broker.uri", "the broker's address, such as amqps://broker:5671");
            if ("amqp".equalsIgnoreCase(uri.getScheme()) && !Loopback.is(uri.getHost())) {
                throw new InvalidSettingException(
                        "httpca.broker.uri: passwords and requests would cross the network in the clear; set an amqps:// address.");
            }
        }
    }

    /**
     * A token that has the key.
     *
     * @param library the absolute path of the vendor's PKCS#11 library
     * @param slot the number (slotID) of the token's slot
     * @param pinFile the file that holds the token's PIN, alone
     */
    public record Pkcs11(
            @Nullable Path library,
            @Nullable String slot,
            @Nullable Path pinFile) {
        public Pkcs11 {
            Required.value(library, "httpca.pkcs11.library", "the vendor's PKCS#11 library");
            Required.value(slot, "httpca.pkcs11.slot", "the number of the token's slot");
            Required.value(pinFile, "httpca.pkcs11.pin-file", "a file with the token's PIN");
        }

        /** @throws InvalidSettingException with what is wrong with them */
        public TokenSlot tokenSlot() {
            try {
                return TokenSlot.of(requireNonNull(library), requireNonNull(slot));
            } catch (IllegalArgumentException e) {
                throw new InvalidSettingException("httpca.pkcs11: " + e.getMessage() + ".", e);
            }
        }
    }

    /**
     * What this worker is.
     *
     * @param keystore PKCS#12 with its key and certificate; must be set, unless the key is in the token
     * @param passphraseFile the file that holds the keystore's passphrase, alone
     * @param keyLabel the label of the key and its certificate in the token, instead of the two before
     */
    public record IdentityKey(
            @Nullable Path keystore,
            @Nullable Path passphraseFile,
            @Nullable String keyLabel) {
        public IdentityKey {
            if (keyLabel == null) {
                Required.value(keystore, "httpca.identity.keystore", "the PKCS#12 file of this worker's identity");
                Required.value(
                        passphraseFile, "httpca.identity.passphrase-file", "the file with that keystore's passphrase");
            }
        }
    }

    /**
     * Health and metrics.
     *
     * @param port the port for health and metrics; -1 for none
     * @param bind the address to listen on; who reaches it needs no password
     */
    public record Management(
            @DefaultValue("-1") int port,
            @DefaultValue("127.0.0.1") String bind) {
        public Management {
            if (port < -1 || port > 65535) {
                throw new InvalidSettingException("httpca.management.port must be a port, or -1 for none.");
            }
        }
    }

    /** The database user's password; empty where none is needed. */
    public String databasePassword() {
        Path file = database.passwordFile();
        return file == null ? "" : SecretFile.read("httpca.database.password-file", resolve(file));
    }

    /** A path as the settings mean it. */
    public Path resolve(Path path) {
        return configFolder == null ? path : configFolder.resolve(path);
    }

    private @Nullable Path resolveOrNull(@Nullable Path path) {
        return path == null ? null : resolve(path);
    }

    private @Nullable Path secret(String key, @Nullable Path path) {
        Path file = resolveOrNull(path);
        if (file != null) {
            SecretFile.check(key, file);
        }
        return file;
    }

    /**
     * The broker's settings as the broker's code wants them.
     *
     * @throws InvalidSettingException if they do not go together, or a secret is none
     */
    public BrokerSettings brokerSettings() {
        try {
            return new BrokerSettings(
                    broker.uri(),
                    broker.user(),
                    secret("httpca.broker.password-file", broker.passwordFile()),
                    secret("httpca.broker.tls-keystore", broker.tlsKeystore()),
                    secret("httpca.broker.tls-passphrase-file", broker.tlsPassphraseFile()),
                    resolveOrNull(broker.tlsTrust()));
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException("httpca.broker: " + e.getMessage(), e);
        }
    }
}

package org.httpca.forward.broker;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How to reach the broker.
 *
 * @param uri {@code amqp://host:port/vhost} or {@code amqps://…}; without user and password
 * @param username for SASL PLAIN
 * @param passwordFile holds the password, whose last line break does not count
 * @param tlsKeystore PKCS#12 with the client's certificate; with one the login is SASL EXTERNAL
 * @param tlsPassphraseFile of the keystore
 * @param tlsTrust PEM with the certificates of the CAs that may vouch for the broker; null: the platform's
 */
public record BrokerSettings(
        URI uri,
        @Nullable String username,
        @Nullable Path passwordFile,
        @Nullable Path tlsKeystore,
        @Nullable Path tlsPassphraseFile,
        @Nullable Path tlsTrust) {

    public BrokerSettings {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("amqp") && !scheme.equals("amqps") || uri.getHost() == null) {
            throw new IllegalArgumentException("The broker's URI has the form amqp://host:port or amqps://host:port.");
        }
        if (uri.getUserInfo() != null) {
            throw new IllegalArgumentException("User and password do not belong into the broker's URI.");
        }
        if (tlsKeystore != null && (tlsPassphraseFile == null || !scheme.equals("amqps"))) {
            throw new IllegalArgumentException("A TLS keystore needs a passphrase file and an amqps:// URI.");
        }
        if (tlsKeystore == null && (username == null || passwordFile == null)) {
            throw new IllegalArgumentException("Without a TLS keystore the broker needs a user and a password file.");
        }
    }

    boolean tls() {
        return "amqps".equalsIgnoreCase(uri.getScheme());
    }

    String host() {
        // an IPv6 address stands in brackets in a URI, and nowhere else
        return uri.getHost().startsWith("[")
                ? uri.getHost().substring(1, uri.getHost().length() - 1)
                : uri.getHost();
    }

    int port() {
        return uri.getPort() > 0 ? uri.getPort() : tls() ? 5671 : 5672;
    }

    /** "/" where the URI names none. */
    String virtualHost() {
        String path = uri.getPath();
        return path == null || path.length() < 2 ? "/" : path.substring(1);
    }
}

package org.httpca.standalone;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to start.
 *
 * @param data the data folder
 * @param port the port of the web role; 0 takes a free one
 * @param httpsPort its port for HTTPS; 0 takes a free one, {@link #NO_HTTPS} leaves it out; null is the default: 8443, or a free
 *     one where HTTP has a free one too
 * @param bind the address that it listens on
 * @param publicUrl null for {@code http://localhost:PORT}
 * @param key the type of the CAs' keys, as the setup takes it, where there are none yet; null for p256
 * @param overrides {@code httpca.…} keys, which go before everything else
 * @param parts the database and broker below
 */
record StartSettings(
        Path data,
        int port,
        @Nullable Integer httpsPort,
        String bind,
        @Nullable String publicUrl,
        @Nullable String key,
        Map<String, String> overrides,
        Parts parts) {

    static final int DEFAULT_PORT = 8080;
    static final int DEFAULT_HTTPS_PORT = 8443;
    static final int NO_HTTPS = -1;

    StartSettings {
        overrides = Map.copyOf(overrides);
    }

    /** With the usual key. */
    StartSettings(
            Path data,
            int port,
            @Nullable Integer httpsPort,
            String bind,
            @Nullable String publicUrl,
            Map<String, String> overrides,
            Parts parts) {
        this(data, port, httpsPort, bind, publicUrl, null, overrides, parts);
    }

    /** Without HTTPS. */
    StartSettings(
            Path data, int port, String bind, @Nullable String publicUrl, Map<String, String> overrides, Parts parts) {
        this(data, port, NO_HTTPS, bind, publicUrl, overrides, parts);
    }

    boolean onLoopback() {
        return bind.equals("localhost") || bind.startsWith("127.") || bind.equals("::1");
    }
}

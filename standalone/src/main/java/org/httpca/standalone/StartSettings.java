package org.httpca.standalone;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to start.
 *
 * @param data the data folder
 * @param port the port of the web role; 0 takes a free one
 * @param bind the address that it listens on
 * @param publicUrl null for {@code http://localhost:PORT}
 * @param overrides {@code httpca.…} keys, which go before everything else
 * @param parts the database and broker below
 */
record StartSettings(
        Path data, int port, String bind, @Nullable String publicUrl, Map<String, String> overrides, Parts parts) {

    static final int DEFAULT_PORT = 8080;

    StartSettings {
        overrides = Map.copyOf(overrides);
    }

    boolean onLoopback() {
        return bind.equals("localhost") || bind.startsWith("127.") || bind.equals("::1");
    }
}

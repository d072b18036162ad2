package org.httpca.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is measured.
 *
 * @param token the bearer token, null to ask as anybody
 * @param process the one that was started for this, if it was
 * @param facts about it, for the environment of the report
 */
record Installation(URI url, @Nullable String token, Optional<ProcessHandle> process, Map<String, Object> facts) {

    /** One that runs already; what it runs on, it does not say. */
    static Installation running(URI url, @Nullable Path tokenFile) throws IOException {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("installation", "running before, at " + url);
        boolean here = InetAddress.getByName(url.getHost()).isLoopbackAddress();
        facts.put("driver", here ? "reached it by loopback" : "reached it by the network");
        return new Installation(
                url, tokenFile == null ? null : Files.readString(tokenFile).strip(), Optional.empty(), facts);
    }

    Door door() {
        return new Door(url, token);
    }

    @Override
    public String toString() {
        return "Installation[" + url + "]";
    }
}

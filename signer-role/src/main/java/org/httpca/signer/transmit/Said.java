package org.httpca.signer.transmit;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.httpca.forward.outbox.Parcel;
import org.httpca.log.Correlation;
import org.httpca.signer.request.Word;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is the same for every word about a request, wherever it comes from. */
final class Said {
    private static final Logger LOG = LoggerFactory.getLogger(Said.class);

    private Said() {}

    /** The same word has the same id, however often it is told: what a request says depends on nothing but its revision. */
    static UUID messageId(UUID request, long revision, Word word) {
        String name = "httpca " + request + " " + revision + " " + word;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    /** To the log, when the broker has confirmed it. */
    static void of(Parcel parcel, UUID request, @Nullable String correlationId) {
        try (Correlation line = Correlation.of(correlationId)) {
            LOG.info(
                    "Sent about request {}: {}.",
                    request,
                    parcel.outgoing().type().wireName());
        }
    }
}

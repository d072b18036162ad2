package org.httpca.worker.notify;

import java.time.Instant;
import java.util.List;
import org.httpca.message.MessageJson;
import org.jspecify.annotations.Nullable;

/** The body of a webhook: one notice, in the form that Standard Webhooks asks for. */
record WebhookJson(String type, Instant timestamp, Data data) {
    private static final String TYPE = "certificate.expiring";

    /** @param aheadSeconds how long before the end it was due */
    record Data(
            long number,
            String issuer,
            String serial,
            String subject,
            List<String> names,
            String sha256,
            Instant notAfter,
            long aheadSeconds,
            @Nullable String profile,
            @Nullable String requestedBy,
            @Nullable String requesterEmail) {}

    static byte[] of(Notice notice) {
        Data data = new Data(
                notice.number(),
                notice.issuer(),
                notice.serial(),
                notice.subject(),
                notice.names(),
                notice.sha256(),
                notice.notAfter(),
                notice.ahead().toSeconds(),
                notice.profile(),
                notice.requestedBy(),
                notice.email());
        return MessageJson.mapper().writeValueAsBytes(new WebhookJson(TYPE, notice.madeAt(), data));
    }
}

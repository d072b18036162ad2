package org.httpca.web.ocsp;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.httpca.pki.Octets;
import org.jspecify.annotations.Nullable;

/**
 * An answer, as it goes over HTTP.
 *
 * @param der never changed
 * @param kept what its headers say of keeping it; null: nobody is to keep it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; handed on as it is
record Answer(byte[] der, @Nullable Kept kept) {
    /** IMF-fixdate of RFC 9110, section 5.6.7. */
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    /** By proxies and clients, so that most of them know of a revocation within a minute; the answer itself holds for longer. */
    private static final Duration MOST = Duration.ofMinutes(1);

    /**
     * The headers of RFC 5019, section 6.2, but for one: there, Expires is the next update, though Cache-Control may end before. A cache
     * that knows max-age has to leave Expires alone (RFC 9111, section 5.3), and one that does not would keep a revoked certificate's
     * answer for an hour. So both say the same.
     *
     * @param issuerSha256 of the issuer's certificate by which the responder was judged that signed it, hexadecimal
     * @param serial of the certificate that it is about
     * @param revision of what was known of it then
     * @param again until when this answer is given again
     */
    record Kept(
            String issuer,
            String issuerSha256,
            String serial,
            long revision,
            Instant again,
            Instant nextUpdate,
            String etag,
            String lastModified) {

        String cacheControl(Instant now) {
            return "max-age=" + seconds(now) + ", public, no-transform, must-revalidate";
        }

        /** @param now the response's Date, too: it is fresh for the time between the two */
        String expires(Instant now) {
            return http(now.plusSeconds(seconds(now)));
        }

        /** Never beyond its next update. */
        private long seconds(Instant now) {
            Duration left = Duration.between(now, nextUpdate);
            return Math.max(0, left.compareTo(MOST) < 0 ? left.toSeconds() : MOST.toSeconds());
        }
    }

    /** An error (RFC 6960, section 4.2.1), which is not signed. */
    static Answer error(int status) {
        return new Answer(new byte[] {0x30, 3, 0x0a, 1, (byte) status}, null);
    }

    static final Answer MALFORMED_REQUEST = error(1);
    static final Answer INTERNAL_ERROR = error(2);
    static final Answer TRY_LATER = error(3);
    static final Answer UNAUTHORIZED = error(6);

    static Answer kept(byte[] der, Responder responder, String serial, long revision, Instant now, Instant again) {
        Instant next = Response.nextUpdate(responder, now);
        return new Answer(
                der,
                new Kept(
                        responder.issuer(),
                        responder.issuerSha256(),
                        serial,
                        revision,
                        again.isBefore(next) ? again : next,
                        next,
                        "\"" + Octets.of(der).sha256().hex() + "\"",
                        http(now)));
    }

    private static String http(Instant time) {
        return HTTP_DATE.format(time.atOffset(ZoneOffset.UTC));
    }
}

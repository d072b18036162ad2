package org.httpca.web.ocsp;

import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /ocsp/{issuer}} or {@code /ocsp/{issuer}/{request}} as it came: the request in base64, where {@code +}, {@code /} and {@code =}
 * may be in percents (RFC 5019, section 5) or not, since clients do either.
 *
 * @param request as it came; empty if there is none
 */
record EncodedPath(String issuer, String request) {
    /** All of it in base64 and in percents. */
    static final int MOST = RequestReader.MAX_OCTETS * 2;

    private static final String BEGIN = OcspServlet.PATH + "/";

    static Optional<EncodedPath> of(String uri) {
        if (!uri.startsWith(BEGIN)) {
            return Optional.empty();
        }
        int slash = uri.indexOf('/', BEGIN.length());
        String issuer = uri.substring(BEGIN.length(), slash < 0 ? uri.length() : slash);
        return Optional.of(new EncodedPath(issuer, slash < 0 ? "" : uri.substring(slash + 1)));
    }

    /** The DER; null for what is no base64. */
    byte @Nullable [] decoded() {
        try {
            return Base64.getDecoder().decode(request.indexOf('%') < 0 ? request : withoutPercents());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private String withoutPercents() {
        StringBuilder plain = new StringBuilder(request.length());
        for (int at = 0; at < request.length(); at++) {
            char next = request.charAt(at);
            if (next == '%') {
                // one that is cut off, or no number, becomes what base64 does not have
                int octet = at + 3 <= request.length()
                        ? hex(request.charAt(at + 1)) * 16 + hex(request.charAt(at + 2))
                        : -1;
                next = octet > 0 && octet < 0x80 ? (char) octet : '%';
                at += 2;
            }
            plain.append(next);
        }
        return plain.toString();
    }

    private static int hex(char digit) {
        int value = Character.digit(digit, 16);
        return value < 0 ? -1_000 : value;
    }
}

package org.httpca.log;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.httpca.pki.Octets;
import org.httpca.pki.RevocationReason;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the log: what happened to a certificate, whose SHA-256 it names and nothing else of it. Whoever has the certificate finds
 * it; whoever has not learns no name. As text: fields with one space between them, and no end of line.
 *
 * <pre>
 * issued SHA256
 * revoked SHA256 TIME REASON
 * released SHA256 TIME
 * responder SHA256
 * missing SHA256
 * </pre>
 *
 * @param kind what happened
 * @param sha256 of the certificate's DER; where that is {@link Kind#MISSING}, of {@code ISSUER:SERIAL}
 * @param at since when it is revoked, or no longer; null unless it is about that. In the text: RFC 3339, UTC, to the second or finer
 * @param reason by its name in RFC 5280, if it was revoked
 */
public record LogEntry(
        Kind kind,
        Octets sha256,
        @Nullable Instant at,
        @Nullable RevocationReason reason) {

    /** What can happen. */
    public enum Kind {
        ISSUED,
        REVOKED,
        /** No longer on hold. */
        RELEASED,
        /** Issued for an OCSP responder of our own, for some hours. */
        RESPONDER,
        /** The audit log names a certificate that was not in the database when its turn came. */
        MISSING;

        private final String word = name().toLowerCase(Locale.ROOT);

        /** As it stands in an entry. */
        public String word() {
            return word;
        }
    }

    /** Characters of the longest. */
    public static final int LONGEST = 160;

    private static final int HEX_OF_A_HASH = 64;

    public static LogEntry issued(Octets sha256) {
        return new LogEntry(Kind.ISSUED, sha256, null, null);
    }

    public static LogEntry revoked(Octets sha256, Instant at, RevocationReason reason) {
        return new LogEntry(Kind.REVOKED, sha256, at, reason);
    }

    public static LogEntry released(Octets sha256, Instant at) {
        return new LogEntry(Kind.RELEASED, sha256, at, null);
    }

    public static LogEntry responder(Octets sha256) {
        return new LogEntry(Kind.RESPONDER, sha256, null, null);
    }

    public static LogEntry missing(Octets sha256) {
        return new LogEntry(Kind.MISSING, sha256, null, null);
    }

    /** By what the entries of a certificate are found: the first 64 bits of its SHA-256, in network byte order. */
    public static long key(Octets sha256) {
        return ByteBuffer.wrap(sha256.toArray()).getLong();
    }

    /** As it stands in the log. */
    public String text() {
        StringBuilder text = new StringBuilder(kind.word).append(' ').append(sha256.hex());
        if (at != null) {
            text.append(' ').append(at.truncatedTo(ChronoUnit.MICROS));
        }
        if (reason != null) {
            text.append(' ').append(reason.label());
        }
        return text.toString();
    }

    /** The entry; empty if the text is none, or is written in another way than {@link #text()} does. */
    public static Optional<LogEntry> of(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        String[] fields = text.split(" ", -1);
        for (Kind kind : Kind.values()) {
            if (kind.word.equals(fields[0])) {
                return of(kind, fields).filter(entry -> entry.text().equals(text));
            }
        }
        return Optional.empty();
    }

    private static Optional<LogEntry> of(Kind kind, String[] fields) {
        int expected = kind == Kind.REVOKED ? 4 : kind == Kind.RELEASED ? 3 : 2;
        if (fields.length != expected || fields[1].length() != HEX_OF_A_HASH) {
            return Optional.empty();
        }
        try {
            Octets sha256 = Octets.of(HexFormat.of().parseHex(fields[1]));
            Instant at = expected > 2 ? Instant.parse(fields[2]) : null;
            if (kind != Kind.REVOKED) {
                return Optional.of(new LogEntry(kind, sha256, at, null));
            }
            return RevocationReason.ofLabel(fields[3]).map(reason -> new LogEntry(kind, sha256, at, reason));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }
}

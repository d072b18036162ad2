package org.httpca.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.httpca.message.CanonicalDigest;
import org.httpca.pki.Octets;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the audit log. Each carries the hash of the one before it in its chain, and there is a chain for each stage of
 * each instance ({@code signer-1/accept}).
 *
 * @param sequence 1, 2, 3, … within the chain
 * @param at to the microsecond, as databases keep it
 * @param event what happened, in the past tense, such as {@code request-accepted}
 * @param detail JSON text
 * @param previous the hash of the entry before; 32 zero octets for the first
 * @param hash SHA-256 over all other fields
 */
public record AuditEntry(
        String chain,
        long sequence,
        Instant at,
        String event,
        @Nullable UUID requestId,
        String detail,
        Octets previous,
        Octets hash) {

    /** The entry that follows the head. */
    public static AuditEntry after(AuditHead head, Instant at, String event, @Nullable UUID requestId, String detail) {
        Instant time = at.truncatedTo(ChronoUnit.MICROS);
        long sequence = head.sequence() + 1;
        Octets hash = hash(head.chain(), sequence, time, event, requestId, detail, head.hash());
        return new AuditEntry(head.chain(), sequence, time, event, requestId, detail, head.hash(), hash);
    }

    /** Is it what its hash says, and the one that comes after this head? */
    public boolean follows(AuditHead head) {
        return chain.equals(head.chain())
                && sequence == head.sequence() + 1
                && previous.equals(head.hash())
                && hash.equals(hash(chain, sequence, at, event, requestId, detail, previous));
    }

    public AuditHead head() {
        return new AuditHead(chain, sequence, hash);
    }

    private static Octets hash(
            String chain,
            long sequence,
            Instant at,
            String event,
            @Nullable UUID requestId,
            String detail,
            Octets previous) {
        return new CanonicalDigest("httpca audit v1")
                .text(chain)
                .number(sequence)
                .number(ChronoUnit.MICROS.between(Instant.EPOCH, at))
                .text(event)
                .text(requestId == null ? null : requestId.toString())
                .text(detail)
                .octets(previous.toArray())
                .sha256();
    }
}

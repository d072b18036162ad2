package org.httpca.signer.request;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.httpca.log.Correlation;
import org.httpca.message.RequestCertificate;
import org.httpca.pki.Octets;
import org.jspecify.annotations.Nullable;

/**
 * One row of the request table, believed in nothing: whoever can write to the database may have written it. What may be signed
 * is a {@code ClearedRequest}, which a check of the clearance makes out of this.
 *
 * @param command the JSON of the {@link RequestCertificate}: the one record of what was asked for
 * @param findings the JSON of the policy's findings, rule by rule
 * @param clearance the MAC that belongs to the verdict; null where nothing was held or cleared
 * @param tamperedAt when it was found that this row does not fit its clearance; null if never
 */
public record StoredRequest(
        UUID id,
        State state,
        @Nullable Outcome outcome,
        long revision,
        String command,
        Octets proofSha256,
        String profile,
        @Nullable String profileHash,
        @Nullable String issuer,
        @Nullable String subject,
        List<String> identifiers,
        @Nullable String requester,
        @Nullable String source,
        String findings,
        int approvalsRequired,
        int approvalsGiven,
        @Nullable Verdict verdict,
        @Nullable Octets clearance,
        @Nullable String problem,
        @Nullable String serial,
        @Nullable Instant tamperedAt,
        Instant receivedAt,
        @Nullable Word word) {

    public StoredRequest {
        identifiers = List.copyOf(identifiers);
    }

    /** The command as stored; null if it no longer is one. */
    public @Nullable RequestCertificate readCommand() {
        return ReadCommands.of(command);
    }

    /** By which it is found in the logs of all roles; nothing is decided by it. */
    public @Nullable String correlationId() {
        return Correlation.inCommand(command);
    }

    /** Neither the command nor anything of it: it holds what people wrote. */
    @Override
    public String toString() {
        return "StoredRequest[" + id + ", " + state.text() + ", revision " + revision + "]";
    }
}

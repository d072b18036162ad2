package org.httpca.signer.revocation;

import java.time.Instant;
import java.util.UUID;
import org.httpca.message.CertificateEvent;
import org.httpca.message.CertificateReleased;
import org.httpca.message.CertificateRevoked;
import org.httpca.pki.RevocationReason;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table {@code revocation}.
 *
 * @param serial lower-case hexadecimal
 * @param revision grows with each change
 * @param reason null: it was on hold and was released
 * @param at since when, to the second
 * @param notAfter the certificate's end
 * @param ordered whether an administrator ordered what it is now
 * @param commandAt when the last command that counted was given; null if there was none
 * @param shard the CRL that the certificate names, see {@code CrlShards}; empty for the complete one
 */
public record Revocation(
        String issuer,
        String serial,
        long revision,
        @Nullable RevocationReason reason,
        Instant at,
        Instant notAfter,
        boolean ordered,
        @Nullable Instant commandAt,
        String shard) {

    /** The same of a certificate that names this list. */
    Revocation on(String list) {
        return new Revocation(issuer, serial, revision, reason, at, notAfter, ordered, commandAt, list);
    }

    boolean isOnHold() {
        return reason == RevocationReason.CERTIFICATE_HOLD;
    }

    /**
     * What the web side is told.
     *
     * @param revocationId of the wish that is answered by it
     */
    CertificateEvent event(@Nullable UUID revocationId) {
        return reason == null
                ? new CertificateReleased(issuer, serial, revision, at, revocationId)
                : new CertificateRevoked(issuer, serial, revision, reason, at, revocationId);
    }
}

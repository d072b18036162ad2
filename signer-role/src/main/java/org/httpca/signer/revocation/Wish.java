package org.httpca.signer.revocation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.httpca.message.RevokeCertificate;
import org.httpca.order.Order;
import org.httpca.pki.Octets;
import org.httpca.pki.RevocationReason;
import org.jspecify.annotations.Nullable;

/**
 * That a certificate be revoked, or released.
 *
 * @param certificateSha256 of the DER that is meant; null where the serial number alone says it
 * @param revocationId the command's; null for an order
 * @param commandAt when the command was given; null for an order, which is never late
 */
public record Wish(
        String issuer,
        String serial,
        RevocationReason reason,
        @Nullable Octets certificateSha256,
        @Nullable UUID revocationId,
        @Nullable Instant commandAt) {

    public static Wish of(RevokeCertificate command) {
        return new Wish(
                command.issuer(),
                command.serial(),
                command.reason(),
                null,
                command.revocationId(),
                command.requestedAt().truncatedTo(ChronoUnit.MICROS));
    }

    /** @param certificateSha256 the order's digest */
    public static Wish of(Order.Revocation order, Octets certificateSha256) {
        return new Wish(order.issuer(), order.serial(), order.reason(), certificateSha256, null, null);
    }

    boolean isOrder() {
        return revocationId == null;
    }

    /** A command from the future would make all that follow it late: it counts as one of then at most. */
    Wish notAfter(Instant then) {
        return commandAt == null || !commandAt.isAfter(then)
                ? this
                : new Wish(issuer, serial, reason, certificateSha256, revocationId, then);
    }

    boolean isRelease() {
        return reason == RevocationReason.REMOVE_FROM_CRL;
    }
}

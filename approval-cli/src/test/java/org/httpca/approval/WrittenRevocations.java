package org.httpca.approval;

import java.sql.Connection;
import java.time.Instant;
import org.httpca.order.Order;
import org.httpca.pki.RevocationReason;
import org.jspecify.annotations.Nullable;

/** Certificates, and what was said of the one with the serial number 5f3a09c1. */
final class WrittenRevocations {
    static final String HOLD_BEGAN = "2026-11-20 08:00:00Z";

    private final SignerSide signer;

    WrittenRevocations(SignerSide signer) {
        this.signer = signer;
    }

    void issued(String issuer, String serial, String der, String names, String end) {
        signer.owner(
                "insert into certificate values (?, ?, null, ?::bytea, 'CN=' || ?, ?::text[], 'aa', '2026-10-01Z',"
                        + " ?::timestamptz, '2026-10-01Z')",
                issuer,
                serial,
                der,
                serial,
                names,
                end);
    }

    /**
     * What the signer once wrote: the row, the entry, the blocked key.
     *
     * @param reason a CRLReason; null for what was released
     */
    void is(@Nullable Integer reason) throws Exception {
        claims(reason);
        RevocationReason known =
                reason == null ? null : RevocationReason.ofCode(reason).orElse(null);
        try (Connection connection = signer.connect(SignerSide.SIGNER_USER, SignerSide.SIGNER_PASSWORD)) {
            Order.Revocation which = new Order.Revocation(
                    "issuing", "5f3a09c1", known == null ? RevocationReason.REMOVE_FROM_CRL : known);
            AuditRows.append(
                    connection,
                    "signer-1/accept",
                    Instant.parse(HOLD_BEGAN.replace(' ', 'T')),
                    known == null ? "certificate-released" : "certificate-revoked",
                    RevocationRows.audited(connection, which));
        }
        if (known == RevocationReason.KEY_COMPROMISE) {
            blocked();
        }
    }

    private void blocked() {
        signer.owner("insert into blocked_key values ('aa', ?::timestamptz, 'issuing', '5f3a09c1')", HOLD_BEGAN);
    }

    /** A row alone, as somebody writes it who has the database. */
    void claims(@Nullable Integer reason) {
        signer.owner(
                "insert into revocation values ('issuing', '5f3a09c1', 7, ?::smallint, ?::timestamptz, '2026-12-30Z',"
                        + " false, null, '\\x00')",
                reason,
                HOLD_BEGAN);
    }
}

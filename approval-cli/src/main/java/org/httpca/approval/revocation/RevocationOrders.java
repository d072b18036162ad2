package org.httpca.approval.revocation;

import java.time.Clock;
import java.time.Duration;
import org.httpca.approval.certificate.IssuedCertificate;
import org.httpca.approval.certificate.IssuedCertificates;
import org.httpca.approval.certificate.Revocation;
import org.httpca.approval.certificate.SeenCertificate;
import org.httpca.approval.database.SignerDatabase;
import org.httpca.approval.decision.Counting;
import org.httpca.approval.exit.CommandFailed;
import org.httpca.approval.exit.ExitCode;
import org.httpca.approval.order.OwnOrders;
import org.httpca.approval.order.StoredOrders;
import org.httpca.order.AdministratorKey;
import org.httpca.order.Order;
import org.httpca.pki.RevocationReason;
import org.jspecify.annotations.Nullable;

/** Has certificates revoked, put on hold and released, in the name of one administrator. */
public final class RevocationOrders {
    private final IssuedCertificates certificates;
    private final OwnOrders orders;
    private final Counting counting;

    /** @param patience how long to wait for the signer to count an order */
    public RevocationOrders(SignerDatabase database, AdministratorKey key, Clock clock, Duration patience) {
        this.certificates = new IssuedCertificates(database);
        StoredOrders stored = new StoredOrders(database);
        this.orders = new OwnOrders(stored, key, clock);
        this.counting = new Counting(stored, patience);
    }

    /**
     * Gives the order and waits for the signer; fails with what to do unless it was counted.
     *
     * @param reason {@code removeFromCRL} asks for the release
     * @param comment for the audit log
     * @return what the certificate is now
     */
    public Revoked order(SeenCertificate seen, RevocationReason reason, @Nullable String comment) {
        IssuedCertificate certificate = seen.certificate();
        Long id = orders.onCertificate(
                new Order.Revocation(certificate.issuer(), certificate.serial(), reason), seen.sha256(), comment);
        counting.require(id, "approval list-certificates");
        IssuedCertificate now = certificates.find(certificate.issuer(), certificate.serial());
        Revocation revocation = now == null ? null : now.revocation();
        if (now == null || revocation == null) {
            throw new CommandFailed(
                    ExitCode.ERROR,
                    "Counted, and yet the signer's database does not say so: somebody has deleted it. The audit log has"
                            + " the order; 'audit verify' tells more.");
        }
        return new Revoked(now, revocation);
    }
}

package org.httpca.approval.order;

import java.time.Clock;
import java.time.Instant;
import org.httpca.order.Action;
import org.httpca.order.AdministratorKey;
import org.httpca.order.Order;
import org.httpca.pki.Octets;
import org.jspecify.annotations.Nullable;

/** Orders of one administrator that are about no request: signed and appended here. */
public final class OwnOrders {
    private static final int SEQUENCE_ATTEMPTS = 5;

    private final StoredOrders orders;
    private final AdministratorKey key;
    private final Clock clock;

    public OwnOrders(StoredOrders orders, AdministratorKey key, Clock clock) {
        this.orders = orders;
        this.key = key;
        this.clock = clock;
    }

    /**
     * Signs and appends an order on the installation.
     *
     * @param above a number that the order's own is to be larger than; 0 if any will do
     * @return the id of its row; null if other sessions of this administrator were always faster
     */
    public @Nullable Long onInstallation(Action action, @Nullable String reason, long above) {
        return append(above, (at, sequence) -> Order.onInstallation(key.name(), action, reason, at, sequence));
    }

    /**
     * Signs and appends an order on a certificate.
     *
     * @param certificateSha256 of its DER
     * @param comment for the audit log
     * @return the id of its row; null if other sessions of this administrator were always faster
     */
    public @Nullable Long onCertificate(
            Order.Revocation revocation, Octets certificateSha256, @Nullable String comment) {
        return append(
                0,
                (at, sequence) ->
                        Order.onCertificate(key.name(), revocation, certificateSha256, comment, at, sequence));
    }

    private @Nullable Long append(long above, Numbered numbered) {
        for (int attempt = 0; attempt < SEQUENCE_ATTEMPTS; attempt++) {
            Instant at = clock.instant();
            Order order = numbered.order(at, Math.max(orders.nextSequence(key.name(), at), above + 1));
            Long stored = orders.append(order, key.sign(order));
            if (stored != null) {
                return stored;
            }
        }
        return null;
    }

    /** An order that lacks its number: another session of this administrator may take it first. */
    @FunctionalInterface
    private interface Numbered {
        Order order(Instant at, long sequence);
    }
}

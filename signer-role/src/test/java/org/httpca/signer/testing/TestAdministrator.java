package org.httpca.signer.testing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.X509EncodedKeySpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.httpca.order.Action;
import org.httpca.order.AdministratorKey;
import org.httpca.order.Administrators;
import org.httpca.order.Order;
import org.httpca.pki.Crypto;
import org.httpca.pki.Octets;
import org.httpca.pki.Pem;
import org.httpca.signer.request.StoredRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** An administrator with a key, who appends orders as the approval command line does: by its own narrow database user. */
public final class TestAdministrator {

    private static final AtomicLong SEQUENCE = new AtomicLong(1_000);

    private final AdministratorKey key;
    private final JdbcTemplate jdbc;

    public TestAdministrator(String name) {
        this(name, SignerDatabase.shared());
    }

    public TestAdministrator(String name, SignerDatabase database) {
        jdbc = new JdbcTemplate(database.approval());
        key = AdministratorKey.create(name, TestSigner.CLOCK, new SecureRandom());
    }

    public static Administrators all(TestAdministrator... administrators) {
        Map<String, PublicKey> keys = new HashMap<>();
        for (TestAdministrator each : administrators) {
            keys.put(each.key.name(), each.publicKey());
        }
        return Administrators.of(keys);
    }

    public String publicKeyPem() {
        return key.publicKeyPem();
    }

    private PublicKey publicKey() {
        try {
            byte[] der = Pem.decodeOne(key.publicKeyPem(), "PUBLIC KEY").orElseThrow();
            return KeyFactory.getInstance("EC", Crypto.BOUNCY_CASTLE).generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public long approves(StoredRequest request) {
        return orders(Action.APPROVE, request.id(), digest(request), null);
    }

    public long rejects(StoredRequest request, @Nullable String reason) {
        return orders(Action.REJECT, request.id(), digest(request), reason);
    }

    /** The digest that a reader of the row computes. */
    public static Octets digest(StoredRequest request) {
        return Objects.requireNonNull(request.readCommand()).digest(Objects.requireNonNull(request.profileHash()));
    }

    public long orders(Action action, UUID request, Octets digest, @Nullable String reason) {
        Order order = order(action, request, digest, reason, SEQUENCE.incrementAndGet());
        return stores(order, sign(order));
    }

    /** On the installation. */
    public long orders(Action action, @Nullable String reason) {
        Order order = order(action, reason, SEQUENCE.incrementAndGet());
        return stores(order, sign(order));
    }

    /** On the installation. */
    public Order order(Action action, @Nullable String reason, long sequence) {
        return Order.onInstallation(key.name(), action, reason, TestSigner.CLOCK.instant(), sequence);
    }

    public Order order(Action action, UUID request, Octets digest, @Nullable String reason, long sequence) {
        return Order.onRequest(key.name(), action, request, digest, reason, TestSigner.CLOCK.instant(), sequence);
    }

    /** @param certificateSha256 of the certificate that was seen */
    public long revokes(Order.Revocation revocation, Octets certificateSha256, @Nullable String reason) {
        Order order = Order.onCertificate(
                key.name(),
                revocation,
                certificateSha256,
                reason,
                TestSigner.CLOCK.instant(),
                SEQUENCE.incrementAndGet());
        return stores(order, sign(order));
    }

    public String sign(Order order) {
        return key.sign(order);
    }

    public static long nextSequence() {
        return SEQUENCE.incrementAndGet();
    }

    /** Appends a row of this content, whatever the JWS says; returns its id. */
    public long stores(Order order, String jws) {
        Long id = jdbc.queryForObject(
                "INSERT INTO admin_order (administrator, request_id, action, sequence, jws) VALUES (?, ?, ?, ?, ?) RETURNING id",
                Long.class,
                order.administrator(),
                order.requestId(),
                order.action().wireName(),
                order.sequence(),
                jws);
        return Objects.requireNonNull(id);
    }

    /** What became of an order: "counted", or "refused: " and why; "waits" before that. */
    public String answer(long id) {
        return Objects.requireNonNull(jdbc.queryForObject(
                "SELECT CASE WHEN verdict IS NULL THEN 'waits' WHEN reason IS NULL THEN verdict ELSE verdict || ': ' || reason END"
                        + " FROM admin_order WHERE id = ?",
                String.class,
                id));
    }
}

package org.httpca.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.httpca.pki.Octets;
import org.httpca.pki.Pem;
import org.httpca.pki.RevocationReason;
import org.httpca.problem.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderTest {

    private static final AdministratorKey ONE = AdministratorKey.create("one", Clock.systemUTC(), new SecureRandom());
    private static final AdministratorKey TWO = AdministratorKey.create("two", Clock.systemUTC(), new SecureRandom());

    private static final String ZEROS = Octets.of(new byte[32]).base64();

    @Test
    void anAdministratorsOrderIsVerified() throws Exception {
        Order order = order("one", "not ours");
        SignedOrder signed = Administrators.of(Map.of("one", key(ONE)))
                .verify(ONE.sign(order))
                .orElseThrow();
        assertThat(signed.order()).isEqualTo(order);
    }

    @Test
    void anOrderWithoutAReasonComesBackWithoutOne() throws Exception {
        Order order = order("one", null);
        assertThat(Administrators.of(Map.of("one", key(ONE)))
                        .verify(ONE.sign(order))
                        .orElseThrow()
                        .order())
                .isEqualTo(order);
    }

    @Test
    void nobodyElsesOrderIs() throws Exception {
        Administrators onlyOne = Administrators.of(Map.of("one", key(ONE)));
        assertThat(onlyOne.verify(TWO.sign(order("two", null)))).isInstanceOf(Result.Refused.class);

        AdministratorKey impostor = AdministratorKey.create("one", Clock.systemUTC(), new SecureRandom());
        assertThat(onlyOne.verify(impostor.sign(order("one", null)))).isInstanceOf(Result.Refused.class);
    }

    @Test
    void anAlteredOrderIsRefused() throws Exception {
        Administrators administrators = Administrators.of(Map.of("one", key(ONE)));
        String[] of = ONE.sign(order("one", null)).split("\\.");
        String[] other = ONE.sign(order("one", "another")).split("\\.");
        assertThat(administrators.verify(of[0] + "." + other[1] + "." + of[2])).isInstanceOf(Result.Refused.class);
        assertThat(administrators.verify("rubbish")).isInstanceOf(Result.Refused.class);
        assertThat(administrators.verify("x".repeat(100_000))).isInstanceOf(Result.Refused.class);
    }

    @Test
    void nobodySignsInAnothersName() {
        assertThatThrownBy(() -> ONE.sign(order("two", null))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theKeyComesBackFromItsFile(@TempDir Path folder) {
        ONE.save(folder.resolve("one.p12"), "secret".toCharArray());
        AdministratorKey loaded = AdministratorKey.load(folder.resolve("one.p12"), "secret".toCharArray());
        assertThat(loaded.name()).isEqualTo("one");
        assertThat(loaded.publicKeyPem()).isEqualTo(ONE.publicKeyPem());
    }

    /** What administrators sign, to the letter: signers and command lines of other releases must agree. */
    @Test
    void thePayloadOfEachActionIsThis() {
        String tail = "\"at\":\"2026-11-21T09:30:00Z\",\"sequence\":1795253400123}";
        assertThat(payload(order("one", "not ours")))
                .isEqualTo("{\"administrator\":\"one\",\"action\":\"reject\","
                        + "\"requestId\":\"7c1a4e0c-5a0e-4a3e-9a57-2f6d0b7c9e11\",\"digest\":\"" + ZEROS
                        + "\",\"reason\":\"not ours\"," + tail);
        for (Action action : new Action[] {Action.HALT, Action.RESUME}) {
            Order order =
                    Order.onInstallation("one", action, null, Instant.parse("2026-11-21T09:30:00Z"), 1795253400123L);
            assertThat(payload(order))
                    .isEqualTo("{\"administrator\":\"one\",\"action\":\"" + action.wireName() + "\","
                            + "\"requestId\":\"00000000-0000-0000-0000-000000000000\",\"digest\":\"" + ZEROS
                            + "\",\"reason\":null," + tail);
        }
    }

    @Test
    void thePayloadOfARevocationNamesTheCertificate() {
        assertThat(payload(revocation()))
                .isEqualTo("{\"administrator\":\"one\",\"action\":\"revoke\","
                        + "\"requestId\":\"00000000-0000-0000-0000-000000000000\",\"digest\":\"" + ZEROS
                        + "\",\"reason\":\"stolen\",\"at\":\"2026-11-21T09:30:00Z\",\"sequence\":1795253400123,"
                        + "\"issuer\":\"issuing\",\"serial\":\"5f3a09c1\",\"revocationReason\":\"keyCompromise\"}");
    }

    @Test
    void anOrderToRevokeIsReadBackAndAnotherNamesNoCertificate() throws Exception {
        Order order = revocation();
        assertThat(Administrators.of(Map.of("one", key(ONE)))
                        .verify(ONE.sign(order))
                        .orElseThrow()
                        .order())
                .isEqualTo(order);
        assertThatThrownBy(() -> Order.onInstallation("one", Action.REVOKE, null, order.at(), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Order(
                        "one", Action.HALT, Order.NO_REQUEST, order.digest(), null, order.at(), 1, order.revocation()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Order revocation() {
        return Order.onCertificate(
                "one",
                new Order.Revocation("issuing", "5f3a09c1", RevocationReason.KEY_COMPROMISE),
                Octets.of(new byte[32]),
                "stolen",
                Instant.parse("2026-11-21T09:30:00Z"),
                1795253400123L);
    }

    @Test
    void anOrderToHaltIsReadBackAndHasNoRequest() throws Exception {
        Order halt = Order.onInstallation(
                "one", Action.HALT, "stolen", Instant.parse("2026-11-21T09:30:00Z"), 1795253400123L);
        assertThat(Administrators.of(Map.of("one", key(ONE)))
                        .verify(ONE.sign(halt))
                        .orElseThrow()
                        .order())
                .isEqualTo(halt);
        Order approval = order("one", null);
        assertThatThrownBy(() -> Order.onRequest(
                        "one", Action.HALT, approval.requestId(), approval.digest(), null, approval.at(), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Order.onRequest(
                        "one", Action.APPROVE, Order.NO_REQUEST, approval.digest(), null, approval.at(), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String payload(Order order) {
        String part = ONE.sign(order).split("\\.")[1];
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static Order order(String administrator, @org.jspecify.annotations.Nullable String reason) {
        return Order.onRequest(
                administrator,
                Action.REJECT,
                UUID.fromString("7c1a4e0c-5a0e-4a3e-9a57-2f6d0b7c9e11"),
                Octets.of(new byte[32]),
                reason,
                Instant.parse("2026-11-21T09:30:00Z"),
                1795253400123L);
    }

    private static PublicKey key(AdministratorKey key) throws Exception {
        byte[] der = Pem.decodeOne(key.publicKeyPem(), "PUBLIC KEY").orElseThrow();
        return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
    }
}

package org.httpca.signer.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.httpca.pki.Octets;
import org.httpca.pki.RevocationReason;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.httpca.signer.bed.SigningBed;
import org.httpca.signer.revocation.Revoking.Done;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RevokingTest {
    private final SigningBed bed = new SigningBed();
    private final Revoking revoking = new Revoking(
            bed.revocations,
            bed.revokedKeys,
            bed.audit("signer-1"),
            bed.outbox,
            bed.wakes,
            UUID::randomUUID,
            bed.clock);
    private String serial = "";
    private Octets certificate = Octets.of(new byte[0]);

    @BeforeEach
    void issue() throws Exception {
        UUID id = bed.accepts("www.example");
        bed.signer("signer-1").sign.run();
        serial = Objects.requireNonNull(bed.row(id).serial());
        certificate = Octets.of(bed.certificate(id));
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void theRowTheAuditEntryTheWordAndTheListsNeedAreOneTransaction() {
        Done done = on(RevocationReason.SUPERSEDED).orElseThrow();
        assertThat(done.changed()).isTrue();
        assertThat(bed.count("revocation WHERE reason = 4 AND serial = '" + serial + "'"))
                .isEqualTo(1);
        Revocation row = in(() -> Objects.requireNonNull(
                bed.revocations.lock("issuing", serial).orElseThrow().revocation()));
        assertThat(bed.owner.queryForObject(
                        "SELECT detail FROM audit WHERE event = 'certificate-revoked'", String.class))
                .as("all that the row says, as audit verify compares them")
                .isEqualTo("{\"issuer\":\"issuing\",\"notAfter\":\"" + row.notAfter() + "\",\"ordered\":\"true\","
                        + "\"principal\":\"deploy\",\"reason\":\"superseded\",\"revision\":\"" + row.revision()
                        + "\",\"serial\":\"" + serial + "\",\"since\":\"2026-11-21T10:00:00Z\"}");
        assertThat(bed.owner.queryForObject("SELECT body FROM outbox WHERE type = 'certificate-revoked'", String.class))
                .contains(
                        "\"reason\":\"superseded\"",
                        "\"serial\":\"" + serial + "\"",
                        "\"revokedAt\":\"2026-11-21T10:00:00Z\"");
        assertThat(bed.count("crl WHERE issuer = 'issuing' AND changes = 1")).isEqualTo(1);
    }

    @Test
    void askedTwiceItIsRevokedOnceAndToldTwice() {
        on(RevocationReason.SUPERSEDED);
        Done again = on(RevocationReason.SUPERSEDED).orElseThrow();
        assertThat(again.changed()).isFalse();
        assertThat(bed.count("audit WHERE event = 'certificate-revoked'")).isEqualTo(1);
        assertThat(bed.count("outbox WHERE type = 'certificate-revoked'")).isEqualTo(2);
    }

    @Test
    void aHoldIsReleased() {
        on(RevocationReason.CERTIFICATE_HOLD);
        on(RevocationReason.REMOVE_FROM_CRL);
        assertThat(bed.count("revocation WHERE reason IS NULL")).isEqualTo(1);
        assertThat(bed.count("audit WHERE event = 'certificate-released'")).isEqualTo(1);
        assertThat(bed.count("outbox WHERE type = 'certificate-released'")).isEqualTo(1);
    }

    @Test
    void whatIsNotOursIsRefused() {
        assertThat(refusal(in(() -> revoking.on(
                        new Wish("issuing", "5f3a", RevocationReason.SUPERSEDED, null, null, null),
                        "accept",
                        Map.of()))))
                .isEqualTo(ProblemType.NOT_FOUND);
        assertThat(refusal(in(() -> revoking.on(
                        new Wish("other", serial, RevocationReason.SUPERSEDED, null, null, null), "accept", Map.of()))))
                .isEqualTo(ProblemType.NOT_FOUND);
        assertThat(bed.count("revocation")).isZero();
        assertThat(bed.count("outbox")).isZero();
    }

    @Test
    void anOrderIsForTheCertificateThatWasSeen() {
        assertThat(refusal(on(RevocationReason.SUPERSEDED, certificate.sha256().sha256())))
                .isEqualTo(ProblemType.CONFLICT);
        assertThat(on(RevocationReason.SUPERSEDED, certificate.sha256()).isPassed())
                .isTrue();
    }

    @Test
    void whatSomebodyElseReleasedIsRevokedAnewAndAudited() {
        on(RevocationReason.KEY_COMPROMISE);
        bed.tampers("UPDATE revocation SET reason = NULL");
        Done done = on(RevocationReason.KEY_COMPROMISE).orElseThrow();
        assertThat(done.changed()).isTrue();
        assertThat(bed.count("revocation WHERE reason = 1")).isEqualTo(1);
        assertThat(bed.count("audit WHERE event = 'revocation-found-altered'")).isEqualTo(1);
        assertThat(on(RevocationReason.KEY_COMPROMISE).orElseThrow().changed()).isFalse();
    }

    @Test
    void ofTwoSignersAtATimeOneRevokes() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        CompletableFuture<Done> one = atOnce(together, "signer-1", RevocationReason.SUPERSEDED);
        CompletableFuture<Done> other = atOnce(together, "signer-2", RevocationReason.SUPERSEDED);
        assertThat(one.get(1, TimeUnit.MINUTES).changed())
                .isNotEqualTo(other.get(1, TimeUnit.MINUTES).changed());
        assertThat(bed.count("audit WHERE event = 'certificate-revoked'")).isEqualTo(1);
    }

    private CompletableFuture<Done> atOnce(CyclicBarrier together, String instance, RevocationReason reason) {
        Revoking own = new Revoking(
                bed.revocations,
                bed.revokedKeys,
                bed.audit(instance),
                bed.outbox,
                bed.wakes,
                UUID::randomUUID,
                bed.clock);
        return CompletableFuture.supplyAsync(() -> {
            try {
                together.await(1, TimeUnit.MINUTES);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return in(() -> own.on(wish(reason, null), "accept", Map.of())).orElseThrow();
        });
    }

    private Result<Done> on(RevocationReason reason) {
        return on(reason, null);
    }

    private Result<Done> on(RevocationReason reason, @Nullable Octets sha256) {
        return in(() -> revoking.on(wish(reason, sha256), "accept", Map.of("principal", "deploy")));
    }

    private Wish wish(RevocationReason reason, @Nullable Octets sha256) {
        return new Wish("issuing", serial, reason, sha256, null, null);
    }

    private <T> T in(java.util.function.Supplier<T> work) {
        return Objects.requireNonNull(bed.transactions.execute(status -> work.get()));
    }

    private static ProblemType refusal(Result<Done> result) {
        return ((Result.Refused<Done>) result).problem().type();
    }
}

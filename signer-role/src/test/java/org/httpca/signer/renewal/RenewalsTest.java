package org.httpca.signer.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.httpca.message.RequestCertificate;
import org.httpca.pki.Octets;
import org.httpca.signer.bed.SigningBed;
import org.httpca.signer.request.Outcome;
import org.httpca.signer.request.State;
import org.httpca.signer.testing.Commands;
import org.httpca.signer.testing.TestCsr;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the signer makes of requests to replace a certificate, whatever the web side says. */
class RenewalsTest extends RenewalBed {
    @Test
    void whoProvesItWithTheSameKeyNeedsNoApproval() {
        assertCleared(sameKey(NAMES));
        assertThat(bed.count("renewal WHERE issuer = 'issuing' AND serial = '" + serial + "'"))
                .isEqualTo(1);
    }

    @Test
    void norWhoProvesItForANewKey() throws Exception {
        RequestCertificate command = newKey(NAMES);
        assertCleared(command);
        bed.signer("signer-1").sign.run();
        assertThat(bed.row(command.requestId()).outcome()).isEqualTo(Outcome.ISSUED);
    }

    @Test
    void withoutNamesItIsForThoseOfTheCertificate() {
        assertCleared(newKey());
    }

    @Test
    void fewerNamesAreEnough() {
        assertCleared(sameKey("www.example.org"));
    }

    @Test
    void whatHasNoNameIsForAllOrNone() {
        assertRejected(
                replacing(request("server", csr(old, "CN=renew " + serial), "www.example.org")), "rejected-identifier");
    }

    @Test
    void otherNamesAreRefused() {
        assertRejected(sameKey("www.example.org", "more.example.org"), "rejected-identifier");
        assertRejected(newKey("*.example.org"), "rejected-identifier");
    }

    @Test
    void onlyTheFirstRenewalOfACertificateNeedsNoApproval() {
        assertCleared(sameKey(NAMES));
        assertHeld(newKey(NAMES), "renewed, or asked to be, before");
    }

    @Test
    void oneThatWasRejectedDoesNotCountAsTheFirst() {
        assertRejected(sameKey("more.example.org"), "rejected-identifier");
        assertCleared(sameKey(NAMES));
    }

    @Test
    void whatWasSignedForOneRequestIsOfNoUseForAnother() {
        Octets csr = csr(fresh, "CN=x", NAMES);
        Octets other = csr(TestCsr.ec("secp256r1"), "CN=x", NAMES);
        assertRejected(replacing(proof(old, csr), request("server", other, NAMES)), "malformed");
    }

    @Test
    void aProofIsOfUseOnce() {
        RequestCertificate once = newKey(NAMES);
        assertCleared(once);
        RequestCertificate again = request("server", once.proof().bytes(), NAMES);
        assertRejected(replacing(proof(old, once.proof().bytes()), again), "conflict");
    }

    @Test
    void aRequestThatWasMadeForSomethingElseProvesNothing() {
        assertHeld(
                replacing(request("server", csr(old, "CN=www.example.org", NAMES), NAMES)),
                "nothing shows that its holder");
        assertRejected(replacing(request("server", csr(old, "CN=renew 1234", NAMES), NAMES)), "malformed");
    }

    @Test
    void anothersKeyProvesNothing() {
        Octets csr = csr(fresh, "CN=x", NAMES);
        assertRejected(replacing(proof(fresh, csr), request("server", csr, NAMES)), "forbidden");
        assertRejected(replacing(request("server", csr(fresh, "CN=renew " + serial, NAMES), NAMES)), "forbidden");
    }

    @Test
    void whatIsNoProofIsRefused() {
        Octets csr = csr(fresh, "CN=x", NAMES);
        assertRejected(replacing(Octets.of(new byte[] {1, 2, 3}), request("server", csr, NAMES)), "bad-csr");
    }

    @Test
    void theWebSidesWordIsWorthWhatAnyRequestIsWorth() {
        Octets csr = csr(fresh, "CN=x", NAMES);
        RequestCertificate command = replacing(request("server", csr, NAMES));
        RequestCertificate byTls = new RequestCertificate(
                command.requestId(),
                RequestCertificate.MUTUAL_TLS,
                null,
                command.source(),
                command.proof(),
                command.identifiers(),
                command.profile(),
                null,
                null,
                null,
                null,
                command.evidence(),
                command.replaces(),
                "c",
                command.submittedAt());
        assertHeld(byTls, "by mutual TLS; this signer saw no proof");
    }

    @Test
    void aProfileThatSaysNothingAsksForApproval() throws Exception {
        try (SigningBed other = new SigningBed(profiles("renewal: approval"))) {
            UUID id = other.accepts(request("server", TestCsr.with(old, NAMES), NAMES));
            other.approves(id);
            other.signer("signer-1").sign.run();
            serial = Objects.requireNonNull(other.row(id).serial());
            UUID renewal = other.accepts(sameKey(NAMES));
            assertThat(other.state(renewal)).isEqualTo(State.WAITING_FOR_APPROVAL);
            assertThat(other.row(renewal).findings()).contains("proved it with the certificate's key");
        }
    }

    @Test
    void ofTwoAtTheSameTimeOneWaitsForTheOther() throws Exception {
        RequestCertificate one = sameKey(NAMES);
        RequestCertificate two = newKey(NAMES);
        CompletableFuture<UUID> second = bed.transactions.execute(status -> {
            bed.accepts(one);
            CompletableFuture<UUID> begun = CompletableFuture.supplyAsync(() -> bed.accepts(two));
            assertThat(begun).failsWithin(500, TimeUnit.MILLISECONDS);
            return begun;
        });
        UUID id = Objects.requireNonNull(second).get(1, TimeUnit.MINUTES);
        assertThat(bed.state(one.requestId())).isEqualTo(State.WAITING_FOR_SIGNATURE);
        assertThat(bed.state(id)).isEqualTo(State.WAITING_FOR_APPROVAL);
    }

    @Test
    void aBatchHoldsFewLocksWhateverItNames() {
        String columns = "subject, identifiers, spki_sha256, not_before, not_after, issued_at";
        bed.owner.update(
                "INSERT INTO certificate (issuer, serial, der, " + columns + ") SELECT issuer, to_hex(65536 + n), der, "
                        + columns + " FROM certificate, generate_series(1, 2000) n WHERE serial = ?",
                serial);
        RequestCertificate renewal = sameKey(NAMES);
        List<RequestCertificate> batch = batch(renewal.proof().bytes());
        batch.add(renewal);
        bed.transactions.executeWithoutResult(status -> {
            assertThat(bed.renewals.of(batch)).containsOnlyKeys(renewal.requestId());
            assertThat(locks()).isBetween(100, 256);
        });
    }

    @Test
    void whatIsNotHereIsNotLocked() {
        bed.transactions.executeWithoutResult(status -> {
            assertThat(bed.renewals.of(batch(csr(fresh, "CN=x", NAMES)))).isEmpty();
            assertThat(locks()).isZero();
        });
    }

    /** Each to replace another certificate. */
    private static List<RequestCertificate> batch(Octets csr) {
        List<RequestCertificate> batch = new ArrayList<>();
        for (int i = 1; i <= 10_000; i++) {
            batch.add(Commands.replacing(
                    "issuing:" + Integer.toHexString(65536 + i), null, request("server", csr, NAMES)));
        }
        return batch;
    }

    private @Nullable Integer locks() {
        return bed.jdbc.queryForObject(
                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()", Integer.class);
    }
}

package org.httpca.signer.crl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.cert.X509CRLHolder;
import org.httpca.lint.Linter;
import org.httpca.pki.LongOctets;
import org.httpca.pki.Pem;
import org.httpca.pki.RevocationReason;
import org.httpca.pki.crl.SignedCrl;
import org.httpca.signer.bed.SigningBed;
import org.httpca.signer.issuer.RootCrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrlsTest {
    private static final CrlList COMPLETE = CrlList.complete("issuing");

    private final CrlBed bedOfCrls = new CrlBed(0);
    private final SigningBed bed = bedOfCrls.bed;
    private final Crls crls = bedOfCrls.complete;

    @AfterEach
    void close() {
        bedOfCrls.close();
    }

    @Test
    void theFirstCrlIsMadeAtOnceAndIsClean() throws Exception {
        crls.run();
        X509CRLHolder crl = stored();
        assertThat(Linter.standard().inspect(crl, bed.issuer.certificate())).isEmpty();
        assertThat(signed().isOf(bed.issuer.certificate())).isTrue();
        assertThat(crl.getThisUpdate()).isEqualTo(SigningBed.START);
        assertThat(crl.getNextUpdate()).isEqualTo(SigningBed.START.plus(Crls.LIFE));
        assertThat(CrlBed.number(crl)).isEqualTo(SigningBed.START.toEpochMilli());
        assertThat(bed.count("outbox WHERE latest_key = 'crl/issuing' AND type = 'crl-published'"))
                .isEqualTo(1);
        assertThat(bed.count("audit WHERE event = 'crl-issued'")).isEqualTo(1);
    }

    @Test
    void numbersGrowAlsoWhenTheClockIsBehind() throws Exception {
        long ahead = SigningBed.START.plus(Duration.ofDays(3650)).toEpochMilli();
        crls.run();
        bed.tampers("UPDATE crl SET number = ?", ahead);
        bed.clock.forward(Crls.RENEWED_AFTER);
        crls.run();
        assertThat(CrlBed.number(stored())).isEqualTo(ahead + 1);
        bed.clock.forward(Crls.RENEWED_AFTER);
        crls.run();
        assertThat(CrlBed.number(stored())).isEqualTo(ahead + 2);
    }

    @Test
    void oneThatWasMadeWhileTheClockWasAheadIsMadeAnewOnceItIsRight() throws Exception {
        bed.clock.forward(Duration.ofDays(30));
        crls.run();
        long number = CrlBed.number(stored());
        bed.clock.forward(Duration.ofDays(-30));
        crls("signer-2").run();
        assertThat(stored().getThisUpdate()).isEqualTo(SigningBed.START);
        assertThat(CrlBed.number(stored())).isEqualTo(number + 1);
    }

    @Test
    void withinADayThePresentOneIsPublishedAgain() throws Exception {
        crls.run();
        long number = CrlBed.number(stored());
        bed.owner.update("DELETE FROM outbox");
        crls.run();
        assertThat(bed.count("outbox")).isZero();
        bed.clock.forward(Crls.PUBLISHED_EVERY);
        crls.run();
        assertThat(bed.count("outbox")).isEqualTo(1);
        assertThat(CrlBed.number(stored())).isEqualTo(number);
    }

    @Test
    void aSecondSignerMakesNoSecondOne() throws Exception {
        crls.run();
        crls("signer-2").run();
        assertThat(bed.count("audit WHERE event = 'crl-issued'")).isEqualTo(1);
    }

    @Test
    void whatSomebodyElseStoredIsReplaced() throws Exception {
        crls.run();
        bed.tampers("UPDATE crl_part SET octets = '\\x3003020100'");
        bed.clock.forward(Crls.PUBLISHED_EVERY);
        crls.run();
        assertThat(signed().isOf(bed.issuer.certificate())).isTrue();
    }

    @Test
    void onlyTheRootsOwnCrlIsTakenForIt(@TempDir Path folder) throws Exception {
        crls.run();
        Path file = folder.resolve("crl");
        Files.writeString(file, Pem.encode("X509 CRL", stored().getEncoded()));
        assertThat(RootCrl.read(file, bed.issuer.certificate())).isEqualTo(stored());
        assertThatThrownBy(() -> RootCrl.read(file, bed.issuer.root())).isInstanceOf(IllegalArgumentException.class);
        Files.writeString(file, "nonsense");
        assertThatThrownBy(() -> RootCrl.read(file, bed.issuer.root())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsRevokedIsListedAtOnceWithItsReason() throws Exception {
        crls.run();
        String held = issued("held.example");
        String stolen = issued("stolen.example");
        bed.clock.forward(Duration.ofHours(1));
        revoke(stolen, RevocationReason.KEY_COMPROMISE);
        revoke(held, RevocationReason.CERTIFICATE_HOLD);
        crls.run();
        assertThat(Linter.standard().inspect(stored(), bed.issuer.certificate()))
                .isEmpty();
        assertThat(entries())
                .containsOnly(
                        Map.entry(held, "6 at 2026-11-21T11:00:00Z"), Map.entry(stolen, "1 at 2026-11-21T11:00:00Z"));

        bed.clock.forward(Duration.ofHours(1));
        revoke(held, RevocationReason.REMOVE_FROM_CRL);
        crls.run();
        assertThat(entries()).containsOnlyKeys(stolen);
        assertThat(CrlBed.number(stored())).isEqualTo(bed.clock.millis());
    }

    @Test
    void withoutNewsThereIsNoOtherCrl() throws Exception {
        revoke(issued("www.example"), RevocationReason.UNSPECIFIED);
        crls.run();
        assertThat(entries().values()).containsExactly("none at 2026-11-21T10:00:00Z");
        long number = CrlBed.number(stored());
        bed.clock.forward(Duration.ofHours(1));
        crls.run();
        assertThat(CrlBed.number(stored())).isEqualTo(number);
    }

    @Test
    void anExpiredCertificateIsListedOnceMoreAndThenNoLonger() throws Exception {
        String serial = issued("www.example");
        revoke(serial, RevocationReason.SUPERSEDED);
        Instant end = Objects.requireNonNull(bed.owner.queryForObject(
                        "SELECT not_after FROM certificate WHERE serial = ?", Timestamp.class, serial))
                .toInstant();
        bed.clock.forward(Duration.between(bed.clock.instant(), end).plusDays(1));
        crls.run();
        assertThat(entries()).containsOnlyKeys(serial);
        bed.clock.forward(Duration.ofDays(2));
        crls.run();
        assertThat(entries()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reason = NULL",
                "reason = 77",
                "at = at + interval '1 year'",
                "revision = revision + 1",
                "command_at = now()",
                "ordered = NOT ordered",
                "not_after = '1970-01-01'",
                "mac = decode(repeat('00', 32), 'hex')"
            })
    void whatSomebodyElseChangedStaysRevokedAndIsAudited(String change) throws Exception {
        String serial = issued("www.example");
        revoke(serial, RevocationReason.KEY_COMPROMISE);
        crls.run();
        bed.tampers("UPDATE revocation SET " + change);
        bed.clock.forward(Crls.RENEWED_AFTER);
        crls.run();
        assertThat(entries()).containsOnlyKeys(serial);
        assertThat(Linter.standard().inspect(stored(), bed.issuer.certificate()))
                .isEmpty();
        assertThat(bed.count("audit WHERE event = 'revocation-found-altered'")).isEqualTo(1);
    }

    /** The change commits after the list was read: the CRL that is made then does not count as having it. */
    @Test
    void whatIsRevokedWhileACrlIsMadeComesWithTheNext() throws Exception {
        String first = issued("first.example");
        String second = issued("second.example");
        crls.run();
        CrlStore states = new CrlStore(bed.jdbc);
        bed.transactions.executeWithoutResult(status -> {
            CrlStore.State state = states.lock(COMPLETE).orElseThrow();
            CompletableFuture.runAsync(() -> revoke(first, RevocationReason.SUPERSEDED))
                    .orTimeout(1, TimeUnit.MINUTES)
                    .join();
            states.store(COMPLETE, bed.clock.millis() + 1, LongOctets.of(), bed.clock.instant(), state.changes());
        });
        assertThat(states.hasNews(COMPLETE)).isTrue();
        bed.clock.forward(Duration.ofMinutes(5));
        crls.run();
        assertThat(entries()).containsOnlyKeys(first);
        assertThat(states.hasNews(COMPLETE)).isFalse();
        revoke(second, RevocationReason.SUPERSEDED);
        assertThat(states.hasNews(COMPLETE)).isTrue();
    }

    @Test
    void oneSignerAtATimeMakesIt() {
        CrlStore states = new CrlStore(bed.jdbc);
        states.add(COMPLETE, null);
        bed.transactions.executeWithoutResult(status -> {
            assertThat(states.lock(COMPLETE)).isPresent();
            assertThat(CompletableFuture.supplyAsync(() -> bed.transactions.execute(other -> states.lock(COMPLETE)))
                            .orTimeout(1, TimeUnit.MINUTES)
                            .join())
                    .isEmpty();
        });
    }

    private void revoke(String serial, RevocationReason reason) {
        bedOfCrls.revoke(serial, reason);
    }

    private String issued(String name) {
        return bedOfCrls.issued(name);
    }

    private Map<String, String> entries() {
        return bedOfCrls.entries("");
    }

    private Crls crls(String instance) {
        return bedOfCrls.crls(Crls.Kind.COMPLETE, instance);
    }

    private SignedCrl signed() throws IOException {
        return SignedCrl.of(bedOfCrls.der(""));
    }

    private X509CRLHolder stored() {
        return bedOfCrls.stored("");
    }
}

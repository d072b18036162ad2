package org.httpca.signer.crl;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CRLHolder;
import org.httpca.lint.Linter;
import org.httpca.pki.LongOctets;
import org.httpca.pki.RevocationReason;
import org.httpca.signer.bed.Hierarchies;
import org.httpca.signer.bed.SigningBed;
import org.httpca.signer.crl.Bases.Base;
import org.httpca.signer.issuer.CrlShards;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeltasTest {
    private static final String DELTA = CrlShards.DELTA;
    private static final String REMOVE_FROM_CRL = "8";

    private final CrlBed crls = new CrlBed(0);

    @AfterEach
    void close() {
        crls.close();
    }

    @Test
    void theFirstBuildsUponTheFirstCrlAndIsClean() {
        crls.others.run();
        assertThat(crls.der(DELTA).length()).as("nothing to build upon").isZero();
        crls.run();
        X509CRLHolder delta = crls.stored(DELTA);
        assertThat(Linter.standard().inspect(delta, crls.bed.issuer.certificate()))
                .isEmpty();
        assertThat(CrlBed.base(delta)).isEqualTo(CrlBed.number(crls.stored("")));
        assertThat(CrlBed.number(delta)).isGreaterThan(CrlBed.base(delta));
        assertThat(delta.getNextUpdate().toInstant())
                .isEqualTo(delta.getThisUpdate().toInstant().plus(Crls.DELTA_LIFE));
        assertThat(delta.getExtension(Extension.issuingDistributionPoint)).isNull();
        assertThat(crls.bed.count("outbox WHERE latest_key = 'crl/issuing/delta'"))
                .isEqualTo(1);
    }

    @Test
    void theCompleteOneSaysWhereItIs() {
        crls.run();
        Extension freshest = crls.stored("").getExtension(Extension.freshestCRL);
        assertThat(freshest.isCritical()).isFalse();
        assertThat(CRLDistPoint.getInstance(freshest.getParsedValue()).toString())
                .contains(Hierarchies.URL.crl("issuing", DELTA));
        assertThat(crls.stored(DELTA).getExtension(Extension.freshestCRL)).isNull();
    }

    @Test
    void aReleasedHoldIsRemoved() {
        String held = crls.issued("held.example");
        crls.revoke(held, RevocationReason.CERTIFICATE_HOLD);
        crls.run();
        assertThat(crls.entries("")).containsOnlyKeys(held);
        assertThat(crls.entries(DELTA)).as("the base has it").isEmpty();
        crls.release(held);
        crls.others.run();
        assertThat(crls.entries("")).containsOnlyKeys(held);
        assertThat(crls.entries(DELTA).get(held)).startsWith(REMOVE_FROM_CRL + " at ");
        crls.complete.run();
        assertThat(crls.entries("")).isEmpty();
    }

    /** Whoever has a copy of half a day ago brings it up to date. */
    @Test
    void itBuildsUponAnOlderOne() {
        crls.run();
        long first = CrlBed.number(crls.stored(""));
        String serial = crls.issued("www.example");
        crls.bed.clock.forward(Duration.ofHours(11));
        crls.revoke(serial, RevocationReason.SUPERSEDED);
        crls.run();
        assertThat(CrlBed.base(crls.stored(DELTA))).isEqualTo(first);
        assertThat(crls.entries(DELTA)).containsOnlyKeys(serial);
        long numbers = 0;
        for (int i = 0; i < 4; i++) {
            crls.bed.clock.forward(Crls.RENEWED_AFTER);
            crls.run();
            assertThat(CrlBed.base(crls.stored(DELTA))).isGreaterThan(numbers);
            numbers = CrlBed.base(crls.stored(DELTA));
        }
        assertThat(crls.entries(DELTA)).isEmpty();
        assertThat(crls.entries("")).containsOnlyKeys(serial);
    }

    @Test
    void itIsRenewedWithoutNews() {
        crls.run();
        long number = CrlBed.number(crls.stored(DELTA));
        crls.bed.clock.forward(Duration.ofHours(5));
        crls.run();
        assertThat(CrlBed.number(crls.stored(DELTA))).isEqualTo(number);
        crls.bed.clock.forward(Duration.ofHours(1));
        crls.run();
        assertThat(CrlBed.number(crls.stored(DELTA))).isGreaterThan(number);
    }

    @Test
    void bothHaveOneSequenceOfNumbersAlsoWhenTheClockIsBehind() {
        crls.run();
        long ahead = SigningBed.START.plus(Duration.ofDays(3650)).toEpochMilli();
        crls.bed.tampers("UPDATE crl_number SET number = ?", ahead);
        crls.bed.clock.forward(Crls.RENEWED_AFTER);
        crls.run();
        assertThat(CrlBed.number(crls.stored(""))).isEqualTo(ahead + 1);
        assertThat(CrlBed.number(crls.stored(DELTA))).isEqualTo(ahead + 2);
        crls.bed.tampers("UPDATE crl_number SET number = 1");
        crls.bed.clock.forward(Crls.RENEWED_AFTER);
        crls.run();
        assertThat(CrlBed.number(crls.stored(""))).isEqualTo(ahead + 3);
        assertThat(CrlBed.number(crls.stored(DELTA))).isEqualTo(ahead + 4);
    }

    /** The change commits after the base was read: the base has it not, so the delta does. */
    @Test
    void whatIsRevokedWhileTheBaseIsMadeIsInTheDelta() {
        String serial = crls.issued("www.example");
        crls.run();
        CrlList complete = CrlList.complete("issuing");
        crls.bed.transactions.executeWithoutResult(status -> {
            assertThat(crls.store.lock(complete)).isPresent();
            CrlStore.Next next = CompletableFuture.supplyAsync(() -> inAnother(complete))
                    .orTimeout(1, TimeUnit.MINUTES)
                    .join();
            CompletableFuture.runAsync(() -> crls.revoke(serial, RevocationReason.SUPERSEDED))
                    .orTimeout(1, TimeUnit.MINUTES)
                    .join();
            crls.store.store(complete, next.number(), LongOctets.of(), crls.bed.clock.instant(), next.changes());
            crls.store.store("issuing", Bases.begin(new Base(next.number(), next.changes(), crls.bed.clock.instant())));
        });
        crls.bed.clock.forward(Duration.ofMillis(5));
        crls.others.run();
        assertThat(crls.entries(DELTA)).containsOnlyKeys(serial);
        assertThat(CrlBed.base(crls.stored(DELTA)))
                .isEqualTo(crls.bed.owner.queryForObject("SELECT number FROM crl WHERE shard = ''", Long.class));
    }

    private CrlStore.Next inAnother(CrlList list) {
        return Objects.requireNonNull(
                crls.bed.transactions.execute(status -> crls.store.next(list, crls.bed.clock.millis())));
    }

    /** Numbers become visible in their order, so that none is below one that a CRL has counted. */
    @Test
    void changesAtTheSameTimeHaveNumbersOfTheirOwn() {
        List<String> serials = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            serials.add(crls.issued("host-" + i + ".example"));
        }
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            CompletableFuture.allOf(serials.stream()
                            .map(serial -> CompletableFuture.runAsync(
                                    () -> crls.revoke(serial, RevocationReason.SUPERSEDED, "signer-" + serial),
                                    threads))
                            .toArray(CompletableFuture[]::new))
                    .orTimeout(1, TimeUnit.MINUTES)
                    .join();
        } finally {
            threads.shutdown();
        }
        assertThat(crls.bed.owner.queryForList("SELECT change FROM revocation ORDER BY change", Long.class))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 12).boxed().toList());
        assertThat(crls.bed.owner.queryForObject("SELECT changes FROM crl WHERE shard = ''", Long.class))
                .isEqualTo(12);
    }

    /** With more changes than a delta is to have, it begins with the newest complete CRL. */
    @Test
    void aDeltaIsShort() {
        String oneMore = crls.issued("more.example");
        crls.run();
        crls.bed.owner.update(
                "INSERT INTO certificate (issuer, serial, der, subject, spki_sha256, not_before, not_after,"
                        + " issued_at) SELECT 'issuing', to_hex(1000000 + n), '\\x00', 'CN=many', 'aa',"
                        + " now(), now() + interval '1 year', now() FROM generate_series(1, " + CrlMaking.MOST_CHANGES
                        + ") n");
        crls.bed.owner.update(
                "INSERT INTO revocation (issuer, serial, revision, at, not_after, ordered, mac, change)"
                        + " SELECT 'issuing', serial, 1, now(), not_after, false, '', 1 FROM certificate WHERE subject = 'CN=many'");
        crls.bed.owner.update("UPDATE crl SET changes = 1 WHERE shard = ''");
        long first = CrlBed.number(crls.stored(""));
        assertThat(crls.bed.revocations.countChangedSince("issuing", 0, 1_000_000))
                .isEqualTo(CrlMaking.MOST_CHANGES);
        assertThat(making(first)).isEqualTo(first);
        crls.bed.owner.update("INSERT INTO revocation (issuer, serial, revision, at, not_after, ordered, mac, change)"
                + " SELECT issuer, '" + oneMore
                + "', 1, now(), not_after, false, '', 1 FROM revocation LIMIT 1");
        assertThat(making(first)).isEqualTo(first + 1_000);
    }

    /** The base of a delta that is made when there is a newer complete CRL than that one. */
    private long making(long first) {
        Base base = new Base(first, 0, SigningBed.START);
        CrlStore.State state = new CrlStore.State(
                first, 1, 0, List.of(), Bases.begin(base), new Base(first + 1_000, 1, SigningBed.START));
        CrlMaking making = new CrlMaking(crls.bed.revocations, crls.store, crls.bed.audit("signer-1"), "crl-shards");
        return making.base("issuing", state).number();
    }

    /** A CRL that this issuer did not sign is nobody's base: what it lists, nobody knows. */
    @Test
    void withAnotherFirstCrlDeltasBeginAnew() {
        crls.run();
        crls.bed.tampers("UPDATE crl_part SET octets = '\\x3003020100' WHERE shard = ''");
        crls.bed.clock.forward(Crls.PUBLISHED_EVERY);
        crls.run();
        crls.bed.clock.forward(Crls.DELTA_RENEWED_AFTER);
        crls.run();
        assertThat(CrlBed.base(crls.stored(DELTA))).isEqualTo(CrlBed.number(crls.stored("")));
    }

    @Test
    void everyBaseStaysForHalfADayAtLeast() {
        Base first = new Base(1, 1, SigningBed.START);
        Bases bases = Bases.begin(first);
        Base soon = new Base(2, 2, SigningBed.START.plus(Duration.ofHours(1)));
        assertThat(bases.after(soon)).isEqualTo(bases);
        Base later = new Base(3, 3, SigningBed.START.plus(Bases.STEP));
        assertThat(bases.after(later)).isEqualTo(new Bases(first, later));
        Base last = new Base(4, 4, later.at().plus(Bases.STEP));
        assertThat(bases.after(later).after(last)).isEqualTo(new Bases(later, last));
        Base back = new Base(5, 5, SigningBed.START.minus(Duration.ofDays(1)));
        assertThat(bases.after(back)).as("the clock was wrong").isEqualTo(new Bases(first, back));
    }
}

package org.httpca.signer.crl;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CRLHolder;
import org.httpca.lint.Linter;
import org.httpca.pki.RevocationReason;
import org.httpca.signer.bed.Hierarchies;
import org.httpca.signer.bed.SigningBed;
import org.httpca.signer.crl.Bases.Base;
import org.httpca.signer.issuer.CrlShards;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        crls.parts.run();
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
        crls.parts.run();
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

    /**
     * Revocations, holds and releases at random, and CRLs now and then: every complete CRL that is not older than a delta's base says
     * with it what the next complete CRL says (RFC 5280, section 5.2.4).
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void withItsBaseItSaysWhatTheNextCompleteOneSays(long seed) {
        Random random = new Random(seed);
        List<String> serials = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            serials.add(crls.issued("host-" + i + ".example"));
        }
        List<X509CRLHolder> copies = new ArrayList<>();
        Map<String, RevocationReason> now = new TreeMap<>();
        int compared = 0;
        crls.complete.run();
        for (int step = 0; step < 60; step++) {
            crls.bed.clock.forward(Duration.ofMinutes(random.nextInt(90)).plusMillis(7));
            String serial = serials.get(random.nextInt(serials.size()));
            RevocationReason is = now.get(serial);
            if (is == null && now.size() < serials.size() - 3 && random.nextInt(4) == 0) {
                crls.revoke(serial, RevocationReason.SUPERSEDED);
                now.put(serial, RevocationReason.SUPERSEDED);
            } else if (is == null) {
                crls.revoke(serial, RevocationReason.CERTIFICATE_HOLD);
                now.put(serial, RevocationReason.CERTIFICATE_HOLD);
            } else if (is == RevocationReason.CERTIFICATE_HOLD) {
                crls.release(serial);
                now.remove(serial);
            }
            if (random.nextBoolean()) {
                copies.add(crls.stored(""));
                crls.bed.clock.forward(Duration.ofMillis(2));
                crls.parts.run();
                X509CRLHolder delta = crls.stored(DELTA);
                crls.bed.clock.forward(Duration.ofMillis(2));
                crls.complete.run();
                Map<String, String> whole = crls.entries("");
                assertThat(whole.keySet()).isEqualTo(now.keySet());
                for (X509CRLHolder copy : copies) {
                    if (CrlBed.number(copy) >= CrlBed.base(delta)) {
                        assertThat(combined(copy, delta)).isEqualTo(whole);
                        compared++;
                    }
                }
            }
        }
        assertThat(compared).isGreaterThan(copies.size());
    }

    private static Map<String, String> combined(X509CRLHolder copy, X509CRLHolder delta) {
        Map<String, String> combined = CrlBed.entries(copy);
        CrlBed.entries(delta).forEach((serial, what) -> {
            if (what.startsWith(REMOVE_FROM_CRL + " ")) {
                combined.remove(serial);
            } else {
                combined.put(serial, what);
            }
        });
        return combined;
    }
}

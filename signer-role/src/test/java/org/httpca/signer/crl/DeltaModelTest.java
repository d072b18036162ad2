package org.httpca.signer.crl;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.bouncycastle.cert.X509CRLHolder;
import org.httpca.pki.RevocationReason;
import org.httpca.signer.issuer.CrlShards;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeltaModelTest {
    private static final String DELTA = CrlShards.DELTA;
    private static final String REMOVE_FROM_CRL = "8";

    private final CrlBed crls = new CrlBed(0);

    @AfterEach
    void close() {
        crls.close();
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
                crls.others.run();
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

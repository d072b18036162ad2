package org.httpca.signer.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SerialNumberSourceTest {
    private static final int MANY = 10_000;

    @Test
    void tenThousandArePositiveTwentyOctetsLongAndDifferent() {
        SerialNumberSource serials = new SerialNumberSource(new SecureRandom());
        Set<BigInteger> seen = new HashSet<>();
        int[] ones = new int[160];
        for (int i = 0; i < MANY; i++) {
            BigInteger serial = serials.next();
            assertThat(serial.signum()).isPositive();
            assertThat(serial.toByteArray()).hasSize(20);
            assertThat(serial.toString(16)).hasSize(40);
            seen.add(serial);
            for (int bit = 0; bit < 160; bit++) {
                ones[bit] += serial.testBit(bit) ? 1 : 0;
            }
        }
        assertThat(seen).hasSize(MANY);
        // 158 bits are free: each is set in about half of them (six standard deviations are 300)
        for (int bit = 0; bit < 158; bit++) {
            assertThat(ones[bit]).as("bit %d", bit).isBetween(MANY / 2 - 300, MANY / 2 + 300);
        }
        assertThat(ones[158]).isEqualTo(MANY);
        assertThat(ones[159]).isZero();
    }
}

package org.httpca.pki.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyNumbersTest {

    @Test
    void theRootIsTheOneOfThePlatform() {
        Random random = new Random(9);
        for (int bits = 0; bits < 300; bits++) {
            BigInteger number = new BigInteger(bits, random);
            assertThat(ClosePrimes.root(number)).isEqualTo(number.sqrt());
            BigInteger square = number.pow(2);
            assertThat(ClosePrimes.root(square)).isEqualTo(number);
            assertThat(ClosePrimes.root(square.add(BigInteger.ONE)))
                    .isEqualTo(square.add(BigInteger.ONE).sqrt());
            assertThat(ClosePrimes.root(square.subtract(BigInteger.ONE).abs()))
                    .isEqualTo(square.subtract(BigInteger.ONE).abs().sqrt());
        }
    }

    /** (a - b)(a + b), where a is that many above the root: the last round finds it, and no later one. */
    @Test
    void aHundredRoundsAreAHundred() {
        BigInteger root = BigInteger.ONE.shiftLeft(1100);
        for (int round : new int[] {1, 2, 50, 99, 100, 101, 102}) {
            // n = a² - b² lies in the gap below (root + 1)², so that the first a is root + 1
            BigInteger a = root.add(BigInteger.valueOf(round));
            BigInteger b = ClosePrimes.root(a.pow(2).subtract(root.pow(2))).subtract(BigInteger.ONE);
            BigInteger modulus = a.pow(2).subtract(b.pow(2));
            assertThat(ClosePrimes.root(modulus)).isEqualTo(root);
            assertThat(ClosePrimes.factor(modulus)).as("%d", round).isEqualTo(round <= ClosePrimes.ROUNDS);
        }
    }

    @Test
    void remaindersAreThose() {
        BigInteger number = new BigInteger(4096, new Random(5));
        int[] remainders = SmallPrimes.remainders(number);
        assertThat(remainders).hasSize(132);
        for (int i = 0; i < remainders.length; i++) {
            assertThat(remainders[i])
                    .isEqualTo(
                            number.mod(BigInteger.valueOf(SmallPrimes.prime(i))).intValue());
        }
        assertThat(SmallPrimes.prime(131)).isEqualTo(751);
    }
}

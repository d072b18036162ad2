package org.httpca.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LongOctetsTest {
    private static final int LENGTH = 300_001;

    private final byte[] octets = new byte[LENGTH];

    LongOctetsTest() {
        new Random(20261122).nextBytes(octets);
    }

    /** In pieces of the builder's own and of ours. */
    private LongOctets built() {
        LongOctets.Builder builder = new LongOctets.Builder();
        builder.write(octets[0]);
        builder.write(octets, 1, 150_000);
        return LongOctets.of(
                builder.build(), LongOctets.of(), LongOctets.of(Arrays.copyOfRange(octets, 150_001, LENGTH)));
    }

    @Test
    void areWhatWasGathered() throws Exception {
        LongOctets built = built();
        assertThat(built.length()).isEqualTo(LENGTH);
        assertThat(built.toArray()).isEqualTo(octets);
        assertThat(built.sha256()).isEqualTo(Octets.of(octets).sha256());
        try (InputStream in = built.open()) {
            assertThat(in.readAllBytes()).isEqualTo(octets);
        }
        assertThat(new LongOctets.Builder().add(built).build().toArray()).isEqualTo(octets);
    }

    @Test
    void aSliceIsAPartOfThem() {
        LongOctets built = built();
        for (int from : List.of(0, 1, 65_535, 65_536, 150_000, 150_001, 299_999)) {
            for (int count : List.of(0, 1, 70_000, 140_000, LENGTH - from)) {
                if (from + count <= LENGTH) {
                    assertThat(built.slice(from, count).toArray())
                            .as(from + " " + count)
                            .isEqualTo(Arrays.copyOfRange(octets, from, from + count));
                }
            }
        }
        assertThat(built.slice(10, 100_000).slice(5, 7).toArray()).isEqualTo(Arrays.copyOfRange(octets, 15, 22));
        assertThatThrownBy(() -> built.slice(LENGTH, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> built.slice(-1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void partsAreAllOfThemInOrder() {
        List<LongOctets> parts = built().parts(100_000);
        assertThat(parts).extracting(LongOctets::length).containsExactly(100_000L, 100_000L, 100_000L, 1L);
        assertThat(LongOctets.of(parts.toArray(LongOctets[]::new)).toArray()).isEqualTo(octets);
        assertThat(LongOctets.of().parts(10)).isEmpty();
    }

    @Test
    void nobodyChangesThem() {
        byte[] own = {1, 2, 3};
        LongOctets made = LongOctets.of(own);
        own[0] = 9;
        made.toArray()[0] = 9;
        ByteBuffer piece = made.pieces().get(0);
        assertThatThrownBy(() -> piece.put((byte) 9)).isInstanceOf(ReadOnlyBufferException.class);
        piece.get();
        assertThat(made.toArray()).containsExactly(1, 2, 3);
    }
}

package org.httpca.pki.crl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import org.httpca.pki.LongOctets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DerReaderTest {

    private static LongOctets octets(String hex) {
        return LongOctets.of(HexFormat.of().parseHex(hex));
    }

    @Test
    void valuesComeOneAfterTheOther() throws Exception {
        DerReader in = new DerReader(octets("020105" + "3003020107" + "0500"));
        assertThat(in.tag()).isEqualTo(2);
        assertThat(in.next(3)).containsExactly(2, 1, 5);
        DerReader.Value sequence = in.skip();
        assertThat(sequence.tag()).isEqualTo(0x30);
        assertThat(sequence.whole().toArray()).containsExactly(0x30, 3, 2, 1, 7);
        assertThat(sequence.content().toArray()).containsExactly(2, 1, 7);
        assertThat(in.more()).isTrue();
        assertThatThrownBy(in::end).isInstanceOf(IOException.class);
        assertThat(in.next(2)).containsExactly(5, 0);
        assertThat(in.more()).isFalse();
        in.end();
        assertThatThrownBy(() -> in.next(10)).isInstanceOf(IOException.class);
    }

    @Test
    void longLengthsAreReadAndWritten() throws Exception {
        for (int length : new int[] {0, 1, 127, 128, 255, 256, 65_535, 65_536, 200_000}) {
            byte[] content = new byte[length];
            Arrays.fill(content, (byte) 7);
            LongOctets written = DerSequence.of(LongOctets.of(content));
            DerReader in = new DerReader(written);
            assertThat(in.next(300_000)).isEqualTo(written.toArray());
            assertThat(new DerReader(written).skip().content().toArray()).isEqualTo(content);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "30", // no length
                "3080", // an indefinite one
                "308103020107", // one that is not minimal
                "30820003020107",
                "3085000000000102", // five octets
                "30840fffffff", // beyond the end
                "3004020107", // the same by one
                "1f8101020107", // a tag of several octets
                "3003020107" + "00", // something follows
                "020105" // no SEQUENCE
            })
    void whatIsNoSequenceInDerIsRefused(String hex) {
        assertThatThrownBy(() -> DerReader.inSequence(octets(hex))).isInstanceOf(IOException.class);
    }

    @Test
    void aValueThatIsTooLongIsNotRead() throws Exception {
        DerReader in = new DerReader(octets("0403010203"));
        assertThatThrownBy(() -> in.next(4)).isInstanceOf(IOException.class).hasMessageContaining("more than 4");
    }
}

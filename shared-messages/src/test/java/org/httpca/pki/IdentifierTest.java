package org.httpca.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierTest {

    @ParameterizedTest
    @CsvSource({
        "www.example.com, www.example.com",
        "WWW.Example.COM., www.example.com",
        "*.example.com, *.example.com",
        "localhost, localhost",
        "xn--bcher-kva.example, xn--bcher-kva.example",
        "1.example, 1.example",
    })
    void dnsNamesBecomeCanonical(String given, String canonical) {
        assertThat(Identifier.dns(given).orElseThrow().value()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a..b",
                "-a.example",
                "a-.example",
                "a_b.example",
                "*",
                "a.*.example",
                "*a.example",
                "**.example",
                "bücher.example",
                "a b.example",
                "192.0.2.1",
                "a.example\n",
                "a.example\u0000",
                "exa\u200Bmple.com",
            })
    void whatIsNoHostNameIsRefused(String given) {
        assertThat(Identifier.dns(given).isPassed()).isFalse();
    }

    @Test
    void lengthsAreLimited() {
        assertThat(Identifier.dns("a".repeat(63) + ".example").isPassed()).isTrue();
        assertThat(Identifier.dns("a".repeat(64) + ".example").isPassed()).isFalse();
        assertThat(Identifier.dns("a.".repeat(130) + "b").isPassed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "2001:DB8::1, 2001:db8::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "0:0:0:0:0:ffff:192.0.2.1, ::ffff:192.0.2.1",
        "2001:0db8:0000:0000:0000:0000:0000:0001, 2001:db8::1",
    })
    void addressesBecomeCanonical(String given, String canonical) {
        assertThat(Identifier.ip(given).orElseThrow().value()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.2.3",
                "1.2.3.4.5",
                "256.1.1.1",
                "01.2.3.4",
                "1.2.3.4/24",
                "::1%eth0",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "12345::",
                "g::",
                "1.2.3.4::",
                "１.2.3.4",
            })
    void whatIsNoAddressIsRefused(String given) {
        assertThat(Identifier.ip(given).isPassed()).isFalse();
    }

    @Test
    void anyAddressSurvivesItsText() throws Exception {
        Random random = new Random(7);
        for (int round = 0; round < 5000; round++) {
            byte[] octets = new byte[16];
            for (int i = 0; i < 16; i += 2) {
                if (random.nextInt(3) > 0) {
                    octets[i] = (byte) random.nextInt();
                    octets[i + 1] = (byte) random.nextInt();
                }
            }
            String text = IpAddresses.text(octets);
            assertThat(IpAddresses.octets(text)).isEqualTo(octets);
            byte[] platform = InetAddress.getByName(text).getAddress();
            assertThat(platform)
                    .isEqualTo(platform.length == 4 ? java.util.Arrays.copyOfRange(octets, 12, 16) : octets);
        }
    }

    @Test
    void noOtherSpellingExists() {
        assertThatThrownBy(() -> new Identifier(Identifier.Type.DNS, "WWW.example.com"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Identifier(Identifier.Type.IP, "2001:DB8::1"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

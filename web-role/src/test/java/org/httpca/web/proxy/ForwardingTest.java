package org.httpca.web.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class ForwardingTest {
    private static final List<Network> PROXIES = List.of(Network.parse("10.0.0.0/8"), Network.parse("fd00::/8"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "for=192.0.2.1;proto=https | 192.0.2.1 | https",
                "For=\"[2001:db8::1]:4711\"; Proto=http | 2001:db8:0:0:0:0:0:1 | http",
                "for=198.51.100.7, for=192.0.2.1 | 192.0.2.1 | -",
                "for=198.51.100.7, for=192.0.2.1;proto=https, for=10.1.2.3 | 192.0.2.1 | https",
                "for=unknown | - | -",
                "for=_hidden, for=10.1.1.1 | 10.1.1.1 | -",
                "for=evil.example | - | -",
                "proto=gopher | - | -",
                "x | - | -",
            })
    void readsTheStandardHeaderFromItsEnd(String header, @Nullable String address, @Nullable String scheme) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("Forwarded", header);
        request.addHeader("X-Forwarded-For", "203.0.113.9");

        assertForwarded(Forwarding.of(request, PROXIES), address, scheme);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "192.0.2.1 | https | 192.0.2.1 | https",
                "198.51.100.7, 192.0.2.1 | https | 192.0.2.1 | https",
                "198.51.100.7, 192.0.2.1, 10.0.0.2 | https, http | 192.0.2.1 | https",
                "192.0.2.1:8080 | HTTPS | 192.0.2.1 | https",
                "2001:db8::1, fd00::2 | x | 2001:db8:0:0:0:0:0:1 | -",
                "garbage | https | - | https",
            })
    void readsTheCustomaryHeaders(String addresses, String schemes, @Nullable String address, @Nullable String scheme) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("X-Forwarded-For", addresses);
        request.addHeader("X-Forwarded-Proto", schemes);

        assertForwarded(Forwarding.of(request, PROXIES), address, scheme);
    }

    @Test
    void readsNoMoreThanTheEndOfAVeryLongHeader() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("X-Forwarded-For", "192.0.2.1" + ", 10.0.0.1".repeat(1000));

        assertForwarded(Forwarding.of(request, PROXIES), "10.0.0.1", null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "ten", "", "::/129", "10.0.0.0/-1", "proxy.example"})
    void takesNoNetworkThatIsNone(String text) {
        assertThatThrownBy(() -> Network.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "2001:db8:1:2:3:4:5:6, 20010db800010002::/64",
        "2001:db8:1:2::1, 20010db800010002::/64",
        "2001:db8:1:3::1, 20010db800010003::/64"
    })
    void countsANetworkOfVersionSixAsOne(String address, String client) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr(address);

        assertThat(Client.of(request)).isEqualTo(client);
    }

    private static void assertForwarded(Forwarding forwarding, @Nullable String address, @Nullable String scheme) {
        assertThat(forwarding.address() == null ? null : forwarding.address().getHostAddress())
                .isEqualTo(address);
        assertThat(forwarding.scheme()).isEqualTo(scheme);
    }
}

package org.httpca.pki;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameKindTest {

    @ParameterizedTest
    @CsvSource({
        "www.example.org, DNS",
        "*.example.org, WILDCARD",
        "*.example.co.uk, WILDCARD",
        "*.github.io, WILDCARD", // of the list's private part
        "*.com, SUFFIX_WILDCARD",
        "*.co.uk, SUFFIX_WILDCARD",
        "*.xn--p1ai, SUFFIX_WILDCARD",
        "*.corp, SUFFIX_WILDCARD",
        "co.uk, DNS",
        "10.0.0.1, IP",
        "127.0.0.1, IP",
        "fd00::1, IP",
        "::1, IP",
        "2001:db8::1, IP",
        "0.1.2.3, SPECIAL_IP",
        "169.254.169.254, SPECIAL_IP",
        "239.1.2.3, SPECIAL_IP",
        "255.255.255.255, SPECIAL_IP",
        "::, SPECIAL_IP",
        "fe80::1, SPECIAL_IP",
        "ff02::1, SPECIAL_IP",
        "::ffff:10.0.0.1, SPECIAL_IP",
        "64:ff9b::1, SPECIAL_IP",
    })
    void eachNameHasItsKind(String name, NameKind kind) {
        assertThat(NameKind.of(Identifier.parse(name).orElseThrow())).isEqualTo(kind);
    }
}

package org.httpca.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubtreeTest {

    @ParameterizedTest
    @CsvSource({
        "example.org, example.org, true, true",
        "example.org, a.b.example.org, true, true",
        "Example.ORG., www.example.org, true, true",
        "example.org, *.example.org, true, true",
        "example.org, *.org, false, true",
        "a.example.org, *.example.org, false, true",
        "b.a.example.org, *.example.org, false, false",
        "example.org, badexample.org, false, false",
        "example.org, org, false, false",
        "example.org, 192.0.2.1, false, false",
        "10.0.0.0/8, 10.255.0.1, true, true",
        "10.0.0.0/8, 11.0.0.1, false, false",
        "10.128.0.0/9, 10.127.0.1, false, false",
        "192.0.2.1, 192.0.2.1, true, true",
        "0.0.0.0/0, 192.0.2.1, true, true",
        "0.0.0.0/0, 2001:db8::1, false, false",
        "2001:db8::/33, 2001:db8:7fff::1, true, true",
        "2001:db8::/33, 2001:db8:8000::1, false, false",
        "::/0, *.example.org, false, false",
    })
    void holds(String subtree, String name, boolean contained, boolean touched) {
        Identifier identifier = Identifier.parse(name).orElseThrow();
        assertThat(Subtree.parse(subtree).contains(identifier)).isEqualTo(contained);
        assertThat(Subtree.parse(subtree).touches(identifier)).isEqualTo(touched);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*.example.org",
                ".example.org",
                "example.org/8",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "10.0.0.1/8",
                "2001:db8::/129",
            })
    void whatIsNoSubtreeIsRefused(String text) {
        assertThatThrownBy(() -> Subtree.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}

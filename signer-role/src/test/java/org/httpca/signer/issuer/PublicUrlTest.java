package org.httpca.signer.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicUrlTest {
    @Test
    void aSlashAtTheEndIsForgiven() {
        assertThat(new PublicUrl("https://ca.example/").crl("issuing"))
                .isEqualTo("http://ca.example/ca/issuing/crl.crl");
        assertThat(new PublicUrl("http://localhost:8080").certificate("root"))
                .isEqualTo("http://localhost:8080/ca/root/cert.cer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ca.example",
                "ftp://ca.example",
                "http://",
                "http://ca.example?x=1",
                "https://ca.example:8443",
                "http://ca.example#x",
                "http://user@ca.example",
                "http://ca.example/a b",
                "file:///etc/passwd",
                "http://ca\u00e9.example"
            })
    void whatCannotStandInACertificateIsRefused(String value) {
        assertThatThrownBy(() -> new PublicUrl(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("httpca.public-url");
    }
}

package org.httpca.pki;

import static org.assertj.core.api.Assertions.assertThat;

import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistinguishedNamesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "C=NL,O=Example,CN=www.example.org | CN=www.example.org,O=Example,C=NL",
                "CN=a\\,b | CN=a\\,b",
                "DC=org,DC=example,UID=ada | UID=ada,DC=example,DC=org",
                "\"\" | \"\"",
            })
    void areWrittenAsRfc4514SaysInUpperCase(String der, String text) {
        X500Name name = new X500Name(der);

        assertThat(DistinguishedNames.text(name)).isEqualTo(text);
        assertThat(DistinguishedNames.text(DistinguishedNames.parse(text))).isEqualTo(text);
        assertThat(DistinguishedNames.parse(text)).isEqualTo(name);
    }
}

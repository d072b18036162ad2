package org.httpca.pki;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ALabelsTest {

    @ParameterizedTest
    @CsvSource({
        "xn--bcher-kva.example, true", // bücher
        "xn--fiqs8s, true", // 中国
        "xn--strae-oqa.example, true", // straße, which IDNA 2003 folds
        "xn--mgberp4a5d4ar, true", // السعودية
        "XN--BCHER-KVA.example, true",
        "xn--n3h.example, false", // a snowman
        "xn--bcher-kva1747d.example, false", // bücher and a picture
        "xn--Bcher-Kva.example, true",
        "xn--xn---epa.example, false",
        "xn--a.example, false",
        "xn--ls8h.example, false", // a picture
        "ab--cd.example, false",
    })
    void aLabels(String name, boolean valid) {
        assertThat(ALabels.defect(name) == null).isEqualTo(valid);
    }
}

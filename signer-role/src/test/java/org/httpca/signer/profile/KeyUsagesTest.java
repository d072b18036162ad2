package org.httpca.signer.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.httpca.pki.SubjectKey;
import org.httpca.pki.SubjectKey.Algorithm;
import org.junit.jupiter.api.Test;

class KeyUsagesTest {

    @Test
    void eachKindOfKeyHasItsOwn() {
        KeyUsages usages = new KeyUsages(
                List.of("digitalSignature", "keyEncipherment"),
                List.of("keyAgreement"),
                List.of("digitalSignature"),
                List.of("nonRepudiation"));
        assertThat(usages.toKeyUsage(new SubjectKey(Algorithm.RSA, 2048, "")))
                .isEqualTo(new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment));
        assertThat(usages.toKeyUsage(new SubjectKey(Algorithm.EC_P384, 384, "")))
                .isEqualTo(new KeyUsage(KeyUsage.keyAgreement));
        assertThat(usages.toKeyUsage(new SubjectKey(Algorithm.ED25519, 256, "")))
                .isEqualTo(new KeyUsage(KeyUsage.digitalSignature));
        assertThat(usages.toKeyUsage(new SubjectKey(Algorithm.ML_DSA_87, 20736, "")))
                .isEqualTo(new KeyUsage(KeyUsage.nonRepudiation));
    }
}

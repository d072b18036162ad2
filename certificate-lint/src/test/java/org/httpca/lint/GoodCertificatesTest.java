package org.httpca.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.httpca.pki.LongOctets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoodCertificatesTest {
    private final Linter linter = Linter.standard();

    static List<SubjectPublicKeyInfo> keys() {
        return List.of(
                Keys.RSA_2048,
                Keys.P256,
                Keys.P384,
                Keys.P521,
                Keys.ED25519,
                Keys.ML_DSA_44,
                Keys.ML_DSA_65,
                Keys.ML_DSA_87);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void aWholeChainPassesWithoutAFinding(SubjectPublicKeyInfo key) {
        Tbs root = Tbs.root(key);
        Tbs issuing = Tbs.issuing(key, key);
        Tbs endEntity = Tbs.endEntity(key, key);

        assertPermitted(linter.selfSigned(root.der()));
        assertPermitted(linter.certificate(issuing.der(), root.holder()));
        assertPermitted(linter.certificate(endEntity.der(), issuing.holder()));
        assertThat(linter.inspect(root.holder(), null)).isEmpty();
        assertThat(linter.inspect(root.holder(), root.holder())).isEmpty();
        assertThat(linter.inspect(issuing.holder(), null)).isEmpty();
        assertThat(linter.inspect(endEntity.holder(), issuing.holder())).isEmpty();
    }

    @Test
    void aDelegatedOcspResponderNeedsNoAlternativeName() {
        Tbs responder = Tbs.endEntity(Keys.P256, Keys.P256)
                .without(Extension.subjectAlternativeName)
                .with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning))
                .with(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE);

        assertPermitted(linter.certificate(
                responder.der(), Tbs.issuing(Keys.P256, Keys.P256).holder()));
    }

    @Test
    void aCrlPassesWithEntriesAndWithout() {
        CrlTbs none = CrlTbs.good();
        none.entries = null;

        assertPermitted(linter.crl(
                LongOctets.of(CrlTbs.good().der()),
                Tbs.issuing(Keys.P256, Keys.P256).holder()));
        assertPermitted(linter.crl(
                LongOctets.of(none.der()), Tbs.issuing(Keys.P256, Keys.P256).holder()));
        assertThat(linter.inspect(CrlTbs.good().holder())).isEmpty();
    }

    /** A hold that was released is taken off by a delta, and by nothing else (RFC 5280, sections 5.2.4 and 5.3.1). */
    @Test
    void aDeltaPassesAndSoDoesWhatPointsToIt() {
        CrlTbs delta = CrlTbs.good().entry(77, 8).with(Extension.deltaCRLIndicator, true, new ASN1Integer(16));
        CrlTbs complete = CrlTbs.good().with(Extension.freshestCRL, false, Tbs.distribution("http://ca.example/d"));

        for (CrlTbs crl : List.of(delta, complete)) {
            assertPermitted(linter.crl(
                    LongOctets.of(crl.der()), Tbs.issuing(Keys.P256, Keys.P256).holder()));
            assertThat(linter.inspect(crl.holder())).isEmpty();
        }
    }

    private static void assertPermitted(LintOutcome<?> outcome) {
        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome).isInstanceOf(LintOutcome.Permitted.class);
    }
}

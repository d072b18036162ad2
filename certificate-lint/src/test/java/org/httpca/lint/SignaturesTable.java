package org.httpca.lint;

import static org.httpca.lint.BrokenCertificate.endEntity;
import static org.httpca.lint.BrokenCrl.crl;

import java.math.BigInteger;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.httpca.pki.key.MlDsa;

/** What only a finished certificate or CRL can have wrong. */
final class SignaturesTable {
    private static final AlgorithmIdentifier SHA384 = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA384);

    static final List<BrokenCertificate> CERTIFICATES = List.of(
            endEntity("another algorithm outside", tbs -> tbs.outer = SHA384, "signature-algorithms-agree"),
            endEntity(
                    "NULL outside, nothing inside",
                    tbs -> tbs.outer = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256, DERNull.INSTANCE),
                    "signature-algorithms-agree"),
            endEntity("no signature", tbs -> tbs.value = new DERBitString(new byte[0]), "signature-value"),
            endEntity(
                    "a signature of 7 bits", tbs -> tbs.value = new DERBitString(new byte[] {2}, 1), "signature-value"),
            endEntity(
                    "noise for an ECDSA signature",
                    tbs -> tbs.value = new DERBitString(new byte[64]),
                    "signature-value"),
            endEntity("an ECDSA signature with a zero", tbs -> tbs.value = ecdsa(BigInteger.ZERO), "signature-value"),
            endEntity(
                    "an ECDSA signature beyond the order",
                    tbs -> tbs.value = ecdsa(BigInteger.ONE.shiftLeft(256)),
                    "signature-value"),
            BrokenCertificate.of("an RSA signature that is too short", shortRsa(), null, "signature-value"),
            BrokenCertificate.of("an Ed25519 signature beyond the order", highEd25519(), null, "signature-value"),
            BrokenCertificate.of(
                    "an ML-DSA-65 signature as long as ML-DSA-44's", shortMlDsa(), null, "signature-value"));

    static final List<BrokenCrl> CRLS = List.of(
            crl("another algorithm outside", crl -> crl.outer = SHA384, "crl-signature-algorithms-agree"),
            crl("no signature", crl -> crl.value = new DERBitString(new byte[0]), "crl-signature-value"),
            crl(
                    "an ECDSA signature beyond the order",
                    crl -> crl.value = ecdsa(BigInteger.ONE.shiftLeft(256)),
                    "crl-signature-value"));

    private SignaturesTable() {}

    private static DERBitString ecdsa(BigInteger r) {
        return new DERBitString(Tbs.der(new DERSequence(new ASN1Encodable[] {new ASN1Integer(r), new ASN1Integer(1)})));
    }

    private static Tbs shortRsa() {
        Tbs tbs = Tbs.root(Keys.RSA_2048);
        tbs.value = new DERBitString(new byte[255]);
        return tbs;
    }

    private static Tbs shortMlDsa() {
        Tbs tbs = Tbs.root(Keys.ML_DSA_65);
        tbs.value = new DERBitString(new byte[MlDsa.ML_DSA_44.signatureOctets()]);
        return tbs;
    }

    private static Tbs highEd25519() {
        byte[] value = new byte[64];
        value[63] = (byte) 0x80;
        Tbs tbs = Tbs.root(Keys.ED25519);
        tbs.value = new DERBitString(value);
        return tbs;
    }
}

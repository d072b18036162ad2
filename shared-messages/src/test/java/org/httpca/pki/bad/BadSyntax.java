package org.httpca.pki.bad;

import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.httpca.problem.ProblemType;

/** What is no request, or proves nothing. */
final class BadSyntax {
    private static final SoundKey KEY = new SoundKey();
    private static final byte[] GOOD = Pkcs10.good().signed(KEY);

    static final List<BadRequest> ROWS = List.of(
            row("not a CSR", "not a PKCS#10", Pkcs10.der(new DERSequence(new ASN1Integer(1)))),
            row("truncated DER", "not a PKCS#10", Arrays.copyOf(GOOD, GOOD.length - 1)),
            row("half of the DER", "not a PKCS#10", Arrays.copyOf(GOOD, GOOD.length / 2)),
            row("a trailing byte", "not a PKCS#10", Arrays.copyOf(GOOD, GOOD.length + 1)),
            row("a second request behind it", "not a PKCS#10", twice()),
            row("a broken self-signature", "signature does not hold", flipped()),
            row(
                    "another key's signature",
                    "signature does not hold",
                    Pkcs10.good().signed(BadKeys.GOOD_RSA.publicKey(), KEY)),
            row("an MD5 self-signature", "MD5", Pkcs10.good().signed(BadKeys.GOOD_RSA.with(RsaKey.Digest.MD5))),
            row("a SHA-1 self-signature", "SHA1", Pkcs10.good().signed(BadKeys.GOOD_RSA.with(RsaKey.Digest.SHA1))),
            row("a SHA-1 self-signature by ECDSA", "SHA1", Pkcs10.good().signed(new EcdsaWithSha1())));

    private BadSyntax() {}

    private static BadRequest row(String what, String words, byte[] der) {
        return BadRequest.of(what, ProblemType.BAD_CSR, words, der);
    }

    private static byte[] twice() {
        byte[] twice = Arrays.copyOf(GOOD, 2 * GOOD.length);
        System.arraycopy(GOOD, 0, twice, GOOD.length, GOOD.length);
        return twice;
    }

    private static byte[] flipped() {
        byte[] flipped = GOOD.clone();
        flipped[flipped.length - 1] ^= 1;
        return flipped;
    }

    /** It need not hold: nobody asks. */
    private static final class EcdsaWithSha1 implements Pkcs10.Key {
        @Override
        public SubjectPublicKeyInfo publicKey() {
            return new SubjectPublicKeyInfo(
                    new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, SECObjectIdentifiers.secp256r1),
                    CustomNamedCurves.getByName("P-256").getG().getEncoded(false));
        }

        @Override
        public AlgorithmIdentifier algorithm() {
            return new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA1);
        }

        @Override
        public byte[] sign(byte[] message) {
            return new byte[70];
        }
    }
}

package org.httpca.pki.bad;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.httpca.pki.key.MlDsa;
import org.httpca.problem.ProblemType;

/** Keys that prove nothing, whoever signs with them. */
final class BadKeys {
    private static final BigInteger P = RsaKey.prime(1024);
    private static final BigInteger Q = RsaKey.prime(1024);
    private static final SoundKey SOUND = new SoundKey();

    static final RsaKey GOOD_RSA = RsaKey.of(RsaKey.F4, P, Q);

    static final List<BadRequest> ROWS = List.of(
            rsa("RSA 1024", "fewer than 2048", RsaKey.of(RsaKey.F4, RsaKey.prime(512), RsaKey.prime(512))),
            rsa("RSA 2040", "fewer than 2048", RsaKey.of(RsaKey.F4, RsaKey.prime(1016), P)),
            rsa(
                    "RSA 2049",
                    "whole octets",
                    altered(GOOD_RSA.modulus().shiftLeft(1).setBit(0))),
            rsa(
                    "RSA 8200",
                    "more than 8192",
                    altered(BigInteger.ONE.shiftLeft(8199).setBit(0))),
            rsa("exponent 1", "exponent", RsaKey.of(BigInteger.ONE, P, Q)),
            rsa("exponent 3", "exponent", RsaKey.of(BigInteger.valueOf(3), P, Q)),
            rsa("exponent 65535", "exponent", RsaKey.of(BigInteger.valueOf(65535), P, Q)),
            rsa("an even exponent", "exponent", RsaKey.of(BigInteger.valueOf(65538), P, Q)),
            rsa("exponent 0", "exponent", RsaKey.of(BigInteger.ZERO, P, Q)),
            rsa(
                    "an exponent above 2^256",
                    "exponent",
                    RsaKey.of(BigInteger.ONE.shiftLeft(256).setBit(0), P, Q)),
            rsa(
                    "an exponent as long as the modulus",
                    "exponent",
                    RsaKey.of(GOOD_RSA.modulus().clearBit(1), P, Q)),
            rsa("an even modulus", "small number", altered(GOOD_RSA.modulus().clearBit(0))),
            rsa("the factor 751", "small number", RsaKey.of(RsaKey.F4, BigInteger.valueOf(751), P, RsaKey.prime(1015))),
            rsa("the factor 3", "small number", altered(multipleOfThree())),
            rsa("ROCA", "ROCA", RsaKey.of(RsaKey.F4, RsaKey.rocaPrime(), RsaKey.rocaPrime())),
            rsa("primes next to each other", "close together", RsaKey.of(RsaKey.F4, P, P.nextProbablePrime())),
            // b = 2^515 is found near the 90th round: (p - q)² / (8 √n) rounds
            rsa("primes 2^516 apart", "close together", apart(516)),
            rsa("a modulus that is a square", "close together", altered(P.multiply(P))),
            other("EC on secp256k1", "not known", ec(SECObjectIdentifiers.secp256k1, point())),
            other("EC on brainpool", "not known", ec(new ASN1ObjectIdentifier("1.3.36.3.3.2.8.1.1.7"), point())),
            other("EC off its curve", "not a point", ec(SECObjectIdentifiers.secp256r1, offCurve())),
            other("EC at infinity", "not a point", ec(SECObjectIdentifiers.secp256r1, new byte[1])),
            other("EC of another curve", "not a point", ec(SECObjectIdentifiers.secp384r1, point())),
            other("EC compressed", "compressed", ec(SECObjectIdentifiers.secp256r1, compressed())),
            // the neutral element: every signature (R = S·B) holds for every message
            other("Ed25519 of small order", "large group", ed25519(1)),
            other("Ed25519 off its curve", "large group", ed25519(2)),
            // the challenge falls out of the equation: whoever has a short z has a signature
            other("ML-DSA of nothing but its seed", "zero but for its seed", mlDsa(MlDsa.ML_DSA_44, 1312)),
            other("ML-DSA too short", "standard", mlDsa(MlDsa.ML_DSA_44, 1311)),
            other("HashML-DSA", "not known", hashMlDsa()));

    private BadKeys() {}

    private static BadRequest rsa(String what, String words, RsaKey key) {
        return BadRequest.of(
                what, ProblemType.BAD_PUBLIC_KEY, words, Pkcs10.good().signed(key));
    }

    private static BadRequest other(String what, String words, SubjectPublicKeyInfo key) {
        return BadRequest.of(
                what, ProblemType.BAD_PUBLIC_KEY, words, Pkcs10.good().signed(key, SOUND));
    }

    /** Nobody has its private key, and the signature is none. */
    private static RsaKey altered(BigInteger modulus) {
        return new RsaKey(modulus, RsaKey.F4, BigInteger.ONE, RsaKey.Digest.SHA256);
    }

    private static BigInteger multipleOfThree() {
        BigInteger modulus = GOOD_RSA.modulus();
        while (modulus.mod(BigInteger.valueOf(3)).signum() != 0) {
            modulus = modulus.subtract(BigInteger.TWO);
        }
        return modulus;
    }

    private static RsaKey apart(int bits) {
        BigInteger prime = P;
        return RsaKey.of(
                RsaKey.F4, prime, prime.add(BigInteger.ONE.shiftLeft(bits)).nextProbablePrime());
    }

    private static SubjectPublicKeyInfo ec(ASN1ObjectIdentifier curve, byte[] point) {
        return new SubjectPublicKeyInfo(new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve), point);
    }

    private static SubjectPublicKeyInfo ed25519(int first) {
        byte[] point = new byte[32];
        point[0] = (byte) first;
        return new SubjectPublicKeyInfo(new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519), point);
    }

    private static SubjectPublicKeyInfo mlDsa(MlDsa set, int octets) {
        return new SubjectPublicKeyInfo(new AlgorithmIdentifier(set.id()), new byte[octets]);
    }

    private static SubjectPublicKeyInfo hashMlDsa() {
        return new SubjectPublicKeyInfo(
                new AlgorithmIdentifier(NISTObjectIdentifiers.id_hash_ml_dsa_44_with_sha512), new byte[1312]);
    }

    private static byte[] point() {
        return CustomNamedCurves.getByName("P-256").getG().getEncoded(false);
    }

    private static byte[] compressed() {
        return CustomNamedCurves.getByName("P-256").getG().getEncoded(true);
    }

    private static byte[] offCurve() {
        byte[] point = Arrays.copyOf(point(), 65);
        point[64] ^= 1;
        return point;
    }
}

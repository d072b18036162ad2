package org.httpca.pki.bad;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Random;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** An RSA key by its numbers alone, which signs by RFC 8017, section 8.2.1, however weak it is. */
record RsaKey(BigInteger modulus, BigInteger exponent, BigInteger privateExponent, Digest digest)
        implements Pkcs10.Key {
    static final BigInteger F4 = BigInteger.valueOf(65537);
    /** Only what it gives is used, and it is the same in every run. */
    private static final Random SEEDED = new Random(2017);

    /** And the signature algorithm with it. */
    record Digest(String name, ASN1ObjectIdentifier id, ASN1ObjectIdentifier signature) {
        static final Digest MD5 =
                new Digest("MD5", PKCSObjectIdentifiers.md5, PKCSObjectIdentifiers.md5WithRSAEncryption);
        static final Digest SHA1 =
                new Digest("SHA-1", OIWObjectIdentifiers.idSHA1, PKCSObjectIdentifiers.sha1WithRSAEncryption);
        static final Digest SHA256 =
                new Digest("SHA-256", NISTObjectIdentifiers.id_sha256, PKCSObjectIdentifiers.sha256WithRSAEncryption);
    }

    static BigInteger prime(int bits) {
        // the two top bits, so that a product of two has twice the bits
        BigInteger prime;
        do {
            prime = BigInteger.probablePrime(bits, SEEDED);
        } while (!prime.testBit(bits - 2));
        return prime;
    }

    /** Of these primes; an even exponent has no private one, and what is signed with it is no signature. */
    static RsaKey of(BigInteger exponent, BigInteger... primes) {
        BigInteger modulus = Arrays.stream(primes).reduce(BigInteger.ONE, BigInteger::multiply);
        BigInteger phi = Arrays.stream(primes)
                .map(prime -> prime.subtract(BigInteger.ONE))
                .reduce(BigInteger.ONE, BigInteger::multiply);
        boolean inverts = exponent.gcd(phi).equals(BigInteger.ONE);
        return new RsaKey(modulus, exponent, inverts ? exponent.modInverse(phi) : BigInteger.ONE, Digest.SHA256);
    }

    /** As the flawed library made them: k·M + (65537^a mod M), M the product of the first 126 primes. */
    static BigInteger rocaPrime() {
        BigInteger product = BigInteger.ONE;
        BigInteger prime = BigInteger.TWO;
        for (int i = 0; i < 126; i++) {
            product = product.multiply(prime);
            prime = prime.nextProbablePrime();
        }
        BigInteger power = F4.modPow(new BigInteger(60, SEEDED), product);
        BigInteger k = BigInteger.ONE
                .shiftLeft(1023)
                .add(BigInteger.ONE.shiftLeft(1022))
                .divide(product);
        BigInteger candidate;
        do {
            k = k.add(BigInteger.ONE);
            candidate = k.multiply(product).add(power);
        } while (!candidate.isProbablePrime(40));
        return candidate;
    }

    RsaKey with(Digest other) {
        return new RsaKey(modulus, exponent, privateExponent, other);
    }

    @Override
    public SubjectPublicKeyInfo publicKey() {
        return new SubjectPublicKeyInfo(
                new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                new DEROctetString(Pkcs10.der(new RSAPublicKey(modulus, exponent))).getOctets());
    }

    @Override
    public AlgorithmIdentifier algorithm() {
        return new AlgorithmIdentifier(digest.signature, DERNull.INSTANCE);
    }

    @Override
    public byte[] sign(byte[] message) {
        byte[] info = Pkcs10.der(new DigestInfo(new AlgorithmIdentifier(digest.id, DERNull.INSTANCE), hash(message)));
        byte[] padded = new byte[(modulus.bitLength() + 7) / 8];
        Arrays.fill(padded, 1, padded.length - info.length - 1, (byte) 0xff);
        padded[1] = 1;
        System.arraycopy(info, 0, padded, padded.length - info.length, info.length);
        padded[padded.length - info.length - 1] = 0;
        byte[] signature =
                new BigInteger(1, padded).modPow(privateExponent, modulus).toByteArray();
        byte[] fixed = new byte[padded.length];
        int length = Math.min(signature.length, fixed.length);
        System.arraycopy(signature, signature.length - length, fixed, fixed.length - length, length);
        return fixed;
    }

    private byte[] hash(byte[] message) {
        try {
            return MessageDigest.getInstance(digest.name).digest(message);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package org.httpca.pki.key;

import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jspecify.annotations.Nullable;

/**
 * Why no certificate is made for a public key, whoever asks and whatever the profile says (CA/Browser Forum Baseline
 * Requirements, sections 6.1.1.3, 6.1.5 and 6.1.6).
 */
public enum KeyWeakness {
    UNKNOWN_KIND("The key's algorithm or curve is not known here. Use RSA, P-256, P-384 or Ed25519."),
    UNREADABLE("The public key is not written as its standard has it. Make a new key and a new request."),
    RSA_TOO_SHORT("An RSA key of fewer than " + KeyWeakness.FEWEST_BITS
            + " bits can be broken. Make one of 3072 bits, or a P-256 key."),
    RSA_TOO_LONG("An RSA key of more than " + KeyWeakness.MOST_BITS
            + " bits is not accepted: each client would pay for it. Make one of 3072 bits, or a P-256 key."),
    RSA_ODD_SIZE("The RSA key's bits do not fill whole octets, which some clients cannot read. Make one of 3072 bits."),
    RSA_EXPONENT(
            "The RSA key's public exponent is even, too small or too large. Make the key with the exponent 65537."),
    RSA_SMALL_FACTOR(
            "A small number divides the RSA key's modulus, so anybody can compute the private key: it was altered on"
                    + " its way, or its generator is broken. Make a new key with other software."),
    RSA_ROCA(
            "The RSA key has the mark of the ROCA flaw (CVE-2017-15361): the chip or library that made it leaves keys whose"
                    + " private part can be computed. Make a new key in software, such as with openssl."),
    RSA_CLOSE_PRIMES("The RSA key's two primes are so close together that anybody can compute the private key (Fermat's"
            + " method). Make a new key with other software."),
    EC_POINT("The EC key is not a point of its curve. Make a new key with other software."),
    EC_COMPRESSED(
            "The EC key's point is compressed, which many clients cannot read. Make the request with an uncompressed one"
                    + " (openssl: -pkeyopt ec_point_format:uncompressed)."),
    ED25519_POINT(
            "The Ed25519 key is not a point of the large group: anybody could sign for it. Make a new key with other"
                    + " software."),
    ML_DSA_ZERO(
            "The ML-DSA key is zero but for its seed: anybody could sign for it. Make a new key with other software.");

    /** NIST SP 800-57 part 1, table 2: fewer bits are less than 112 bits of strength. */
    public static final int FEWEST_BITS = 2048;
    /** Verifying with a huge modulus costs seconds: a request must not be able to ask for that. */
    public static final int MOST_BITS = 8192;

    private static final BigInteger LEAST_EXPONENT = BigInteger.ONE.shiftLeft(16);
    private static final int MOST_EXPONENT_BITS = 256;
    private static final int ED25519_OCTETS = 32;

    private final String detail;

    KeyWeakness(String detail) {
        this.detail = detail;
    }

    /** For whoever asked: what is wrong with the key, and what to do. */
    public String detail() {
        return detail;
    }

    /**
     * The first that is found; null if none is. Costs microseconds for EC and ML-DSA, some tens of them for Ed25519 and for RSA up to 4096
     * bits; no key from outside is used for anything before. Of one key only one spelling passes, so that two keys with different
     * digests are different keys.
     */
    public static @Nullable KeyWeakness of(SubjectPublicKeyInfo key) {
        ASN1ObjectIdentifier algorithm = key.getAlgorithm().getAlgorithm();
        ASN1Encodable parameters = key.getAlgorithm().getParameters();
        if (key.getPublicKeyData().getPadBits() != 0) {
            return UNREADABLE;
        }
        byte[] octets = key.getPublicKeyData().getOctets();
        if (PKCSObjectIdentifiers.rsaEncryption.equals(algorithm)) {
            RsaNumbers numbers = DERNull.INSTANCE.equals(parameters) ? RsaNumbers.of(key) : null;
            return numbers == null ? UNREADABLE : ofRsa(numbers.modulus(), numbers.exponent());
        }
        if (X9ObjectIdentifiers.id_ecPublicKey.equals(algorithm) && EcPoints.isKnownCurve(parameters)) {
            return ofEc(parameters, octets);
        }
        if (EdECObjectIdentifiers.id_Ed25519.equals(algorithm)) {
            return parameters == null ? ofEd25519(octets) : UNREADABLE;
        }
        MlDsa set = MlDsa.of(algorithm);
        if (set != null) {
            return parameters == null && set.isPublicKey(octets) ? ofMlDsa(octets) : UNREADABLE;
        }
        return UNKNOWN_KIND;
    }

    private static @Nullable KeyWeakness ofEc(@Nullable ASN1Encodable curve, byte[] octets) {
        if (!EcPoints.isPoint(curve, octets)) {
            return EC_POINT;
        }
        return EcPoints.isUncompressed(octets) ? null : EC_COMPRESSED;
    }

    private static @Nullable KeyWeakness ofEd25519(byte[] octets) {
        if (octets.length != ED25519_OCTETS) {
            return UNREADABLE;
        }
        return Ed25519.validatePublicKeyFull(octets, 0) ? null : ED25519_POINT;
    }

    private static @Nullable KeyWeakness ofMlDsa(byte[] octets) {
        return MlDsa.isZero(octets) ? ML_DSA_ZERO : null;
    }

    private static @Nullable KeyWeakness ofRsa(BigInteger modulus, BigInteger exponent) {
        if (modulus.signum() <= 0 || modulus.bitLength() < FEWEST_BITS) {
            return RSA_TOO_SHORT;
        }
        if (modulus.bitLength() > MOST_BITS) {
            return RSA_TOO_LONG;
        }
        if (modulus.bitLength() % 8 != 0) {
            return RSA_ODD_SIZE;
        }
        if (!exponent.testBit(0)
                || exponent.compareTo(LEAST_EXPONENT) <= 0
                || exponent.bitLength() > MOST_EXPONENT_BITS) {
            return RSA_EXPONENT;
        }
        if (!modulus.testBit(0)) {
            return RSA_SMALL_FACTOR;
        }
        int[] remainders = SmallPrimes.remainders(modulus);
        for (int remainder : remainders) {
            if (remainder == 0) {
                return RSA_SMALL_FACTOR;
            }
        }
        if (RocaFingerprint.among(remainders)) {
            return RSA_ROCA;
        }
        return ClosePrimes.factor(modulus) ? RSA_CLOSE_PRIMES : null;
    }
}

package org.httpca.lint;

import static org.httpca.lint.BrokenCertificate.endEntity;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.internal.asn1.edec.EdECObjectIdentifiers;
import org.httpca.pki.key.MlDsa;
import org.httpca.pki.key.RsaNumbers;
import org.httpca.pki.key.SmallPrimes;

/** The public key, and what its kind can be used for. */
final class KeysTable {
    private static final BigInteger MODULUS = modulus();

    static final List<BrokenCertificate> ROWS = List.of(
            endEntity("RSA of 1024 bits", tbs -> tbs.key = Keys.RSA_1024, "public-key"),
            endEntity("RSA with exponent 3", tbs -> tbs.key = rsa(MODULUS, BigInteger.valueOf(3)), "rsa-key"),
            endEntity(
                    "RSA with a modulus that 751 divides",
                    tbs -> tbs.key = rsa(divisible(751), BigInteger.valueOf(65537)),
                    "rsa-key"),
            endEntity(
                    "RSA with close primes", tbs -> tbs.key = rsa(closePrimes(), BigInteger.valueOf(65537)), "rsa-key"),
            endEntity(
                    "RSA with the fingerprint of ROCA",
                    tbs -> tbs.key = rsa(powerOfTheGenerator(), BigInteger.valueOf(65537)),
                    "rsa-key"),
            endEntity(
                    "RSA of 2049 bits",
                    tbs -> tbs.key = rsa(MODULUS.shiftLeft(1).setBit(0), BigInteger.valueOf(65537)),
                    "rsa-key"),
            endEntity("RSA with exponent 1", tbs -> tbs.key = rsa(MODULUS, BigInteger.ONE), "public-key"),
            endEntity(
                    "RSA with an even exponent",
                    tbs -> tbs.key = rsa(MODULUS, BigInteger.valueOf(65536)),
                    "public-key"),
            endEntity(
                    "RSA with an even modulus",
                    tbs -> tbs.key = rsa(MODULUS.clearBit(0), BigInteger.valueOf(65537)),
                    "public-key"),
            endEntity(
                    "RSA with a negative modulus",
                    tbs -> tbs.key = rsa(MODULUS.negate(), BigInteger.valueOf(65537)),
                    "public-key"),
            endEntity(
                    "RSA without NULL",
                    tbs -> tbs.key = key(new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption), Keys.RSA_2048),
                    "public-key"),
            endEntity("RSA with a point", tbs -> tbs.key = key(Keys.RSA_2048.getAlgorithm(), Keys.P256), "public-key"),
            endEntity(
                    "EC on secp256k1",
                    tbs -> tbs.key = key(ec(SECObjectIdentifiers.secp256k1), Keys.P256),
                    "public-key"),
            endEntity(
                    "EC without a curve",
                    tbs -> tbs.key = key(new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey), Keys.P256),
                    "public-key"),
            endEntity(
                    "EC with a point of another curve",
                    tbs -> tbs.key = key(ec(SECObjectIdentifiers.secp384r1), Keys.P256),
                    "public-key"),
            endEntity("EC with a point off the curve", tbs -> tbs.key = offCurve(), "public-key"),
            endEntity(
                    "EC with the point at infinity",
                    tbs -> tbs.key = new SubjectPublicKeyInfo(Keys.P256.getAlgorithm(), new byte[] {0}),
                    "public-key"),
            endEntity(
                    "EC with no point",
                    tbs -> tbs.key = new SubjectPublicKeyInfo(Keys.P256.getAlgorithm(), new byte[0]),
                    "public-key"),
            endEntity("EC with a compressed point", tbs -> tbs.key = compressed(), "public-key"),
            endEntity(
                    "Ed25519 of 31 octets",
                    tbs -> tbs.key = new SubjectPublicKeyInfo(Keys.ED25519.getAlgorithm(), new byte[31]),
                    "public-key"),
            endEntity(
                    "Ed25519 with NULL",
                    tbs -> tbs.key = key(
                            new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519, DERNull.INSTANCE), Keys.ED25519),
                    "public-key"),
            endEntity(
                    "ML-DSA-44 of 1311 octets",
                    tbs -> tbs.key = new SubjectPublicKeyInfo(Keys.ML_DSA_44.getAlgorithm(), new byte[1311]),
                    "public-key"),
            endEntity(
                    "ML-DSA-87 with a key of ML-DSA-65",
                    tbs -> tbs.key = key(Keys.ML_DSA_87.getAlgorithm(), Keys.ML_DSA_65),
                    "public-key"),
            endEntity(
                    "ML-DSA-65 with NULL",
                    tbs -> tbs.key =
                            key(new AlgorithmIdentifier(MlDsa.ML_DSA_65.id(), DERNull.INSTANCE), Keys.ML_DSA_65),
                    "public-key"),
            endEntity(
                    "HashML-DSA-65",
                    tbs -> tbs.key = key(
                            new AlgorithmIdentifier(NISTObjectIdentifiers.id_hash_ml_dsa_65_with_sha512),
                            Keys.ML_DSA_65),
                    "public-key"),
            endEntity("Ed448", tbs -> tbs.key = Keys.ED448, "public-key"),
            endEntity("keyEncipherment with EC", Keys.P256, usage(KeyUsage.keyEncipherment), "key-usage-of-key"),
            endEntity(
                    "dataEncipherment with Ed25519",
                    Keys.ED25519,
                    usage(KeyUsage.dataEncipherment),
                    "key-usage-of-key"),
            endEntity("keyAgreement with Ed25519", Keys.ED25519, usage(KeyUsage.keyAgreement), "key-usage-of-key"),
            endEntity(
                    "keyEncipherment with ML-DSA-65",
                    Keys.ML_DSA_65,
                    usage(KeyUsage.keyEncipherment),
                    "key-usage-of-key"),
            endEntity("keyAgreement with ML-DSA-44", Keys.ML_DSA_44, usage(KeyUsage.keyAgreement), "key-usage-of-key"),
            endEntity("keyAgreement with RSA", Keys.RSA_2048, usage(KeyUsage.keyAgreement), "key-usage-of-key"),
            endEntity(
                    "encipherOnly without keyAgreement", Keys.P256, usage(KeyUsage.encipherOnly), "key-usage-of-key"));

    private KeysTable() {}

    private static Consumer<Tbs> usage(int bits) {
        return tbs -> tbs.with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | bits));
    }

    private static BigInteger modulus() {
        return Objects.requireNonNull(RsaNumbers.of(Keys.RSA_2048)).modulus();
    }

    /** Odd, of 2048 bits. */
    private static BigInteger divisible(int prime) {
        BigInteger factor = BigInteger.valueOf(prime);
        BigInteger multiple = MODULUS.divide(factor).add(BigInteger.ONE).multiply(factor);
        return multiple.testBit(0) ? multiple : multiple.add(factor);
    }

    /** As if they were prime; of 2048 bits. */
    private static BigInteger closePrimes() {
        BigInteger factor = BigInteger.ONE.shiftLeft(1023).setBit(1022).setBit(0);
        while (SmallPrimes.divide(factor) || SmallPrimes.divide(factor.add(BigInteger.TWO))) {
            factor = factor.add(BigInteger.TWO);
        }
        return factor.multiply(factor.add(BigInteger.TWO));
    }

    /** By every prime to 167 it leaves what 65537 leaves, and by no prime below 752 nothing; of 2048 bits. */
    private static BigInteger powerOfTheGenerator() {
        BigInteger primes = BigInteger.ONE;
        for (BigInteger prime = BigInteger.TWO; prime.intValue() <= 167; prime = prime.nextProbablePrime()) {
            primes = primes.multiply(prime);
        }
        BigInteger multiple = BigInteger.ONE
                .shiftLeft(2047)
                .divide(primes)
                .add(BigInteger.ONE)
                .multiply(primes);
        BigInteger modulus = multiple.add(BigInteger.valueOf(65537));
        while (SmallPrimes.divide(modulus)) {
            modulus = modulus.add(primes);
        }
        return modulus;
    }

    private static DERSequence rsa(BigInteger modulus, BigInteger exponent) {
        DERSequence key = new DERSequence(new ASN1Encodable[] {new ASN1Integer(modulus), new ASN1Integer(exponent)});
        return new DERSequence(new ASN1Encodable[] {Keys.RSA_2048.getAlgorithm(), new DERBitString(Tbs.der(key))});
    }

    private static AlgorithmIdentifier ec(ASN1ObjectIdentifier curve) {
        return new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve);
    }

    private static SubjectPublicKeyInfo key(AlgorithmIdentifier algorithm, SubjectPublicKeyInfo key) {
        return new SubjectPublicKeyInfo(algorithm, octets(key));
    }

    private static SubjectPublicKeyInfo offCurve() {
        byte[] point = octets(Keys.P256);
        point[point.length - 1] ^= 1;
        return new SubjectPublicKeyInfo(Keys.P256.getAlgorithm(), point);
    }

    private static SubjectPublicKeyInfo compressed() {
        byte[] point = octets(Keys.P256);
        byte sign = (byte) (2 + (point[point.length - 1] & 1));
        byte[] compressed = Arrays.copyOf(point, 33);
        compressed[0] = sign;
        return new SubjectPublicKeyInfo(Keys.P256.getAlgorithm(), compressed);
    }

    private static byte[] octets(SubjectPublicKeyInfo key) {
        return key.getPublicKeyData().getOctets().clone();
    }
}

package org.httpca.lint;

import static org.httpca.lint.BrokenCertificate.bytes;
import static org.httpca.lint.BrokenCertificate.endEntity;
import static org.httpca.lint.BrokenCertificate.issuer;
import static org.httpca.lint.BrokenCertificate.issuing;
import static org.httpca.lint.BrokenCertificate.root;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** The bytes, and the fields before the public key. */
final class FieldsTable {
    static final List<BrokenCertificate> ROWS = List.of(
            bytes("one octet follows", der -> Arrays.copyOf(der, der.length + 1), "encoding"),
            bytes("one octet is missing", der -> Arrays.copyOf(der, der.length - 1), "encoding"),
            bytes("nothing", der -> new byte[0], "encoding"),
            bytes("a length that is not minimal", FieldsTable::longer, "encoding"),
            bytes("an indefinite length", FieldsTable::indefinite, "encoding"),
            bytes("another kind of sequence", der -> Tbs.der(new DERSequence(new ASN1Integer(1))), "encoding"),
            bytes("deeply nested", der -> nested(200), "encoding"),
            bytes("more than 64 KiB", der -> Tbs.der(new DEROctetString(new byte[65536])), "encoding"),
            endEntity("version 1 with extensions", tbs -> tbs.version = null, "version"),
            endEntity(
                    "version 2 with extensions",
                    tbs -> tbs.version = new DERTaggedObject(true, 0, new ASN1Integer(1)),
                    "version"),
            endEntity("version 4", tbs -> tbs.version = new DERTaggedObject(true, 0, new ASN1Integer(3)), "version"),
            endEntity(
                    "a subjectUniqueID", tbs -> tbs.uniqueId = new DERBitString(new byte[] {1}), "unique-identifiers"),
            endEntity("serial 0", tbs -> tbs.serial = BigInteger.ZERO, "serial-number"),
            endEntity("a negative serial", tbs -> tbs.serial = Tbs.SERIAL.negate(), "serial-number"),
            endEntity("a serial of 21 octets", tbs -> tbs.serial = BigInteger.ONE.shiftLeft(159), "serial-number"),
            root("a root with a negative serial", tbs -> tbs.serial = BigInteger.ONE.negate(), "serial-number"),
            endEntity("serial 1", tbs -> tbs.serial = BigInteger.ONE, "serial-number-unguessable"),
            endEntity(
                    "a serial of 63 bits",
                    tbs -> tbs.serial = BigInteger.valueOf(Long.MAX_VALUE),
                    "serial-number-unguessable"),
            endEntity(
                    "SHA-1 with RSA",
                    tbs -> tbs.signature =
                            new AlgorithmIdentifier(PKCSObjectIdentifiers.sha1WithRSAEncryption, DERNull.INSTANCE),
                    "signature-algorithm"),
            endEntity(
                    "RSASSA-PSS",
                    tbs -> tbs.signature = new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS),
                    "signature-algorithm"),
            endEntity(
                    "ECDSA with NULL",
                    tbs -> tbs.signature =
                            new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256, DERNull.INSTANCE),
                    "signature-algorithm"),
            endEntity(
                    "RSA by an issuer with an EC key",
                    tbs -> tbs.signature = Tbs.signature(Keys.RSA_2048),
                    "signature-algorithm"),
            BrokenCertificate.of("RSA without NULL", rsaWithoutNull(), null, "signature-algorithm"),
            endEntity(
                    "Ed25519 by an issuer with an EC key",
                    tbs -> tbs.signature = Tbs.signature(Keys.ED25519),
                    "signature-algorithm"),
            endEntity("another issuer", tbs -> tbs.issuer = new X500Name("CN=Somebody Else"), "issuer-name"),
            endEntity(
                    "the issuer in other letters",
                    tbs -> tbs.issuer = new X500Name("CN=fixture issuing ca"),
                    "issuer-name"),
            endEntity("no issuer", tbs -> tbs.issuer = new DERSequence(), "issuer-name"),
            root("a root with another issuer", tbs -> tbs.issuer = Tbs.ISSUING, "issuer-name"),
            endEntity(
                    "GeneralizedTime before 2050",
                    tbs -> tbs.notAfter = new DERGeneralizedTime("20260401000000Z"),
                    "validity-encoding"),
            endEntity(
                    "UTCTime without seconds",
                    tbs -> tbs.notAfter = new DERUTCTime("2604010000Z"),
                    "validity-encoding"),
            endEntity(
                    "UTCTime with an offset",
                    tbs -> tbs.notAfter = new DERUTCTime("260401000000+0000"),
                    "validity-encoding"),
            endEntity(
                    "the 31st of February", tbs -> tbs.notAfter = new DERUTCTime("260231000000Z"), "validity-encoding"),
            endEntity(
                    "fractions of a second",
                    tbs -> tbs.notAfter = new DERGeneralizedTime("20600401000000.5Z"),
                    "validity-encoding"),
            endEntity("it ends when it begins", tbs -> tbs.notAfter = tbs.notBefore, "validity-order"),
            endEntity("it ends before it begins", tbs -> tbs.ending("251231235959Z"), "validity-order"),
            endEntity(
                    "it ends a second after the issuer",
                    tbs -> tbs.ending("310101000001Z"),
                    "validity-within-issuer",
                    "lifetime"),
            issuer("the issuer ends first", tbs -> tbs.ending("260331235959Z"), "validity-within-issuer"),
            endEntity(
                    "it ends after 2049",
                    tbs -> tbs.notAfter = new DERGeneralizedTime("20510101000000Z"),
                    "validity-within-issuer",
                    "lifetime"),
            endEntity("no subject", tbs -> tbs.subject = new X500Name(""), "subject-name"),
            issuing("a CA without a subject", tbs -> tbs.subject = new X500Name(""), "subject-name"));

    private FieldsTable() {}

    private static byte[] longer(byte[] der) {
        // 30 82 xx xx becomes 30 83 00 xx xx.
        byte[] longer = new byte[der.length + 1];
        System.arraycopy(der, 2, longer, 3, der.length - 2);
        longer[0] = der[0];
        longer[1] = (byte) 0x83;
        return longer;
    }

    private static byte[] indefinite(byte[] der) {
        // 30 82 xx xx becomes 30 80, and two zeros follow the contents.
        byte[] indefinite = new byte[der.length];
        System.arraycopy(der, 4, indefinite, 2, der.length - 4);
        indefinite[0] = der[0];
        indefinite[1] = (byte) 0x80;
        return indefinite;
    }

    private static byte[] nested(int depth) {
        ASN1Encodable value = new DERSequence();
        for (int i = 0; i < depth; i++) {
            value = new DERSequence(value);
        }
        return Tbs.der(value);
    }

    private static Tbs rsaWithoutNull() {
        Tbs tbs = Tbs.root(Keys.RSA_2048);
        tbs.signature = new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption);
        return tbs;
    }
}

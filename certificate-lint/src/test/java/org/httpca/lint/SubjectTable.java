package org.httpca.lint;

import static org.httpca.lint.BrokenCertificate.endEntity;

import java.util.List;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/** The subject. */
final class SubjectTable {
    static final List<BrokenCertificate> ROWS = List.of(
            endEntity(
                    "a common name in BMPString",
                    subject(BCStyle.CN, new DERBMPString("www.example.com")),
                    "subject-strings"),
            endEntity(
                    "a common name in IA5String",
                    subject(BCStyle.CN, new DERIA5String("www.example.com")),
                    "subject-strings"),
            endEntity("a common name that is a number", subject(BCStyle.OU, new ASN1Integer(1)), "subject-strings"),
            endEntity("a country in UTF8String", subject(BCStyle.C, new DERUTF8String("NL")), "subject-strings"),
            endEntity(
                    "a domain component in UTF8String",
                    subject(BCStyle.DC, new DERUTF8String("example")),
                    "subject-strings"),
            endEntity(
                    "an asterisk in a PrintableString",
                    subject(BCStyle.O, new DERPrintableString("*")),
                    "subject-strings"),
            endEntity("octets that are not UTF-8", subject(BCStyle.O, notUtf8()), "subject-strings"),
            endEntity(
                    "a line break in the organisation",
                    subject(BCStyle.O, new DERUTF8String("a\nb")),
                    "subject-strings"),
            endEntity("an empty organisation", subject(BCStyle.O, new DERUTF8String("")), "subject-strings"),
            endEntity("a domain component beyond ASCII", subject(BCStyle.DC, latin1()), "subject-strings"),
            endEntity(
                    "an organisation of 65 characters",
                    subject(BCStyle.O, new DERUTF8String("o".repeat(65))),
                    "subject-lengths"),
            endEntity(
                    "a country of three letters", subject(BCStyle.C, new DERPrintableString("NLD")), "subject-lengths"),
            endEntity(
                    "a country in small letters", subject(BCStyle.C, new DERPrintableString("nl")), "subject-country"),
            endEntity("a country of one letter", subject(BCStyle.C, new DERPrintableString("N")), "subject-country"),
            endEntity(
                    "an e-mail address in the subject alone",
                    subject(BCStyle.EmailAddress, new DERIA5String("a@example.com")),
                    "subject-email-address"),
            endEntity(
                    "two common names",
                    tbs -> tbs.subject = names(cn("www.example.com"), cn("www.example.com")),
                    "subject-attributes-unique"),
            endEntity(
                    "two attributes in one RDN",
                    tbs -> tbs.subject = new DERSequence(new DERSet(new ASN1Encodable[] {
                        attribute(BCStyle.CN, new DERUTF8String("www.example.com")),
                        attribute(BCStyle.O, new DERUTF8String("o"))
                    })),
                    "subject-relative-names"),
            endEntity(
                    "a common name that is no alternative name",
                    tbs -> tbs.subject = names(cn("other.example.com")),
                    "common-name"),
            endEntity(
                    "an address as common name that is no alternative name",
                    tbs -> tbs.subject = names(cn("192.0.2.7")),
                    "common-name"));

    private SubjectTable() {}

    /** This attribute, alone: no common name that would have to be somewhere else too. */
    private static Consumer<Tbs> subject(ASN1ObjectIdentifier type, ASN1Encodable value) {
        // A client's, so that nothing is asked of the common name.
        return tbs -> tbs.with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth))
                        .subject =
                names(new DERSet(attribute(type, value)));
    }

    private static DERSequence names(DERSet... relative) {
        return new DERSequence(relative);
    }

    private static DERSet cn(String name) {
        return new DERSet(attribute(BCStyle.CN, new DERUTF8String(name)));
    }

    private static DERSequence attribute(ASN1ObjectIdentifier type, ASN1Encodable value) {
        return new DERSequence(new ASN1Encodable[] {type, value});
    }

    private static ASN1Encodable notUtf8() {
        return string(0x0c);
    }

    private static ASN1Encodable latin1() {
        return string(0x16);
    }

    /** A string of this tag whose one octet is 0xe9. */
    private static ASN1Encodable string(int tag) {
        return Tbs.parse(new byte[] {(byte) tag, 1, (byte) 0xe9});
    }
}

package org.httpca.lint;

import static org.httpca.lint.BrokenCertificate.endEntity;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/** The subjectAltName. */
final class AlternativeNamesTable {
    static final List<BrokenCertificate> ROWS = List.of(
            endEntity(
                    "no subjectAltName in a server",
                    tbs -> tbs.without(Extension.subjectAlternativeName),
                    "subject-alternative-name"),
            endEntity(
                    "no subjectAltName in a client",
                    tbs -> tbs.without(Extension.subjectAlternativeName)
                            .with(
                                    Extension.extendedKeyUsage,
                                    false,
                                    new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth)),
                    "subject-alternative-name"),
            endEntity(
                    "no subjectAltName, and no purpose",
                    tbs -> tbs.without(Extension.subjectAlternativeName).without(Extension.extendedKeyUsage),
                    "subject-alternative-name"),
            endEntity(
                    "an empty subjectAltName",
                    tbs -> tbs.with(Extension.subjectAlternativeName, false, new DERSequence()),
                    "subject-alternative-name"),
            endEntity(
                    "a DNS name twice",
                    tbs -> tbs.with(
                            Extension.subjectAlternativeName,
                            false,
                            Tbs.alsoNamed(Tbs.dns("a.example"), Tbs.dns("A.example"))),
                    "subject-alternative-name-unique"),
            endEntity(
                    "an address twice",
                    tbs -> tbs.with(
                            Extension.subjectAlternativeName, false, Tbs.alsoNamed(ip(192, 0, 2, 1), ip(192, 0, 2, 1))),
                    "subject-alternative-name-unique"),
            endEntity("an empty name", dns(""), "dns-names"),
            endEntity("254 octets", dns("a.".repeat(125) + "abcd"), "dns-names"),
            endEntity("a label of 64 octets", dns("a".repeat(64) + ".example"), "dns-names"),
            endEntity("an empty label", dns("a..example"), "dns-names"),
            endEntity("a dot in front", dns(".example"), "dns-names"),
            endEntity("a dot at the end", dns("a.example."), "dns-names"),
            endEntity("an underscore", dns("a_b.example"), "dns-names"),
            endEntity("a wildcard that is not all of its label", dns("a*.example"), "dns-names"),
            endEntity("a wildcard in the middle", dns("a.*.example"), "dns-names"),
            endEntity("only a wildcard", dns("*"), "dns-names"),
            endEntity("two wildcards", dns("*.*.example"), "dns-names"),
            endEntity("a hyphen in front", dns("-a.example"), "dns-names"),
            endEntity("a hyphen at the end", dns("a-.example"), "dns-names"),
            endEntity("a space", dns("a b.example"), "dns-names"),
            endEntity("a line break", dns("a\nb.example"), "dns-names"),
            endEntity("an octet outside of ASCII", dns("\u00e9.example"), "dns-names"),
            endEntity("a NUL", dns("a.example\0.evil"), "dns-names"),
            endEntity("an IPv4 address", dns("192.0.2.1"), "dns-names"),
            endEntity(
                    "an address of no octets",
                    tbs -> tbs.with(Extension.subjectAlternativeName, false, Tbs.alsoNamed(ip())),
                    "ip-addresses"),
            endEntity(
                    "an address of 5 octets",
                    tbs -> tbs.with(Extension.subjectAlternativeName, false, Tbs.alsoNamed(ip(192, 0, 2, 1, 0))),
                    "ip-addresses"),
            endEntity(
                    "an address with a mask",
                    tbs -> tbs.with(
                            Extension.subjectAlternativeName, false, Tbs.alsoNamed(ip(192, 0, 2, 0, 255, 255, 255, 0))),
                    "ip-addresses"));

    private AlternativeNamesTable() {}

    private static Consumer<Tbs> dns(String name) {
        // Not by way of the text: an IA5String takes what it should not from bytes.
        GeneralName san = new GeneralName(
                GeneralName.dNSName, ASN1IA5String.getInstance(raw(name.getBytes(StandardCharsets.ISO_8859_1))));
        return tbs -> tbs.with(Extension.subjectAlternativeName, false, Tbs.alsoNamed(san));
    }

    private static byte[] raw(byte[] text) {
        byte[] der = Tbs.der(new DEROctetString(text));
        der[0] = 0x16;
        return der;
    }

    private static GeneralName ip(int... octets) {
        byte[] address = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            address[i] = (byte) octets[i];
        }
        return new GeneralName(GeneralName.iPAddress, new DEROctetString(address));
    }
}

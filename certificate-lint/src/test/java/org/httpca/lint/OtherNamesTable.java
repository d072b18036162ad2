package org.httpca.lint;

import static org.httpca.lint.BrokenCertificate.endEntity;

import java.util.List;
import java.util.function.Consumer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/** A-labels, names that are neither DNS names nor addresses, and the issuer's. */
final class OtherNamesTable {
    static final List<BrokenCertificate> ROWS = List.of(
            endEntity(
                    "hyphens where an A-label has them",
                    tbs -> tbs.with(Extension.subjectAlternativeName, false, Tbs.alsoNamed(Tbs.dns("ab--cd.example"))),
                    "dns-a-labels"),
            endEntity(
                    "an A-label of nothing",
                    tbs -> tbs.with(Extension.subjectAlternativeName, false, Tbs.alsoNamed(Tbs.dns("xn--0.example"))),
                    "dns-a-labels"),
            endEntity(
                    "an A-label that stands for ASCII",
                    tbs -> tbs.with(Extension.subjectAlternativeName, false, Tbs.alsoNamed(Tbs.dns("xn--abc.example"))),
                    "dns-a-labels"),
            endEntity(
                    "an A-label with a zero width joiner out of place",
                    tbs -> tbs.with(
                            Extension.subjectAlternativeName, false, Tbs.alsoNamed(Tbs.dns("xn--ab-m1t.example"))),
                    "dns-a-labels"),
            endEntity(
                    "an e-mail address: no at sign",
                    client(new GeneralName(GeneralName.rfc822Name, "a.example")),
                    "email-addresses"),
            endEntity(
                    "an e-mail address: no local part",
                    client(new GeneralName(GeneralName.rfc822Name, "@a.example")),
                    "email-addresses"),
            endEntity(
                    "an e-mail address: angle brackets",
                    client(new GeneralName(GeneralName.rfc822Name, "<a@a.example>")),
                    "email-addresses"),
            endEntity(
                    "an e-mail address: two dots",
                    client(new GeneralName(GeneralName.rfc822Name, "a..b@a.example")),
                    "email-addresses"),
            endEntity(
                    "an e-mail address: a wildcard",
                    client(new GeneralName(GeneralName.rfc822Name, "a@*.example")),
                    "email-addresses"),
            endEntity(
                    "an e-mail address: a host name that is none",
                    client(new GeneralName(GeneralName.rfc822Name, "a@a_b.example")),
                    "email-addresses"),
            endEntity(
                    "an e-mail address: a long local part",
                    client(new GeneralName(GeneralName.rfc822Name, "a".repeat(65) + "@a.example")),
                    "email-addresses"),
            endEntity("a URI relative", client(new GeneralName(GeneralName.uniformResourceIdentifier, "/a")), "uris"),
            endEntity(
                    "a URI without an authority",
                    client(new GeneralName(GeneralName.uniformResourceIdentifier, "http://")),
                    "uris"),
            endEntity(
                    "a URI with a space",
                    client(new GeneralName(GeneralName.uniformResourceIdentifier, "urn:a b")),
                    "uris"),
            endEntity(
                    "a URI of no scheme",
                    client(new GeneralName(GeneralName.uniformResourceIdentifier, "a.example")),
                    "uris"),
            endEntity(
                    "a server by an e-mail address",
                    tbs -> tbs.with(
                            Extension.subjectAlternativeName,
                            false,
                            Tbs.alsoNamed(new GeneralName(GeneralName.rfc822Name, "a@example.com"))),
                    "alternative-name-kinds"),
            endEntity(
                    "a client by a registered ID",
                    client(new GeneralName(GeneralName.registeredID, "1.2.3.4")),
                    "alternative-name-kinds"),
            endEntity(
                    "an empty issuerAltName",
                    tbs -> tbs.with(Extension.issuerAlternativeName, false, new DERSequence()),
                    "issuer-alternative-name"),
            endEntity(
                    "a critical issuerAltName",
                    tbs -> tbs.with(Extension.issuerAlternativeName, true, Tbs.names(Tbs.dns("ca.example"))),
                    "issuer-alternative-name"));

    private OtherNamesTable() {}

    private static Consumer<Tbs> client(GeneralName name) {
        return tbs -> tbs.with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth))
                .with(Extension.subjectAlternativeName, false, Tbs.names(name));
    }
}

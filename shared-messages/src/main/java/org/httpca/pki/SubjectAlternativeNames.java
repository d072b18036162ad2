package org.httpca.pki;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;

/** The names of a certificate (RFC 5280, section 4.2.1.6) that are DNS names or addresses. */
public final class SubjectAlternativeNames {
    private SubjectAlternativeNames() {}

    public static List<String> of(X509CertificateHolder certificate) {
        GeneralNames names = GeneralNames.fromExtensions(certificate.getExtensions(), Extension.subjectAlternativeName);
        List<String> identifiers = new ArrayList<>();
        if (names != null) {
            for (GeneralName name : names.getNames()) {
                if (name.getTagNo() == GeneralName.dNSName) {
                    String text = ((ASN1String) name.getName()).getString();
                    identifiers.add(Identifier.dns(text).orElseThrow().value());
                } else if (name.getTagNo() == GeneralName.iPAddress) {
                    identifiers.add(
                            address(ASN1OctetString.getInstance(name.getName()).getOctets()));
                }
            }
        }
        return identifiers;
    }

    private static String address(byte[] octets) {
        try {
            String text = InetAddress.getByAddress(octets).getHostAddress();
            return Identifier.ip(text).orElseThrow().value();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("An address in the certificate has " + octets.length + " octets.");
        }
    }
}

package org.httpca.envelope;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CRL;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.httpca.pki.Crypto;
import org.httpca.pki.Pem;

/**
 * Which identities a messaging CA has revoked: its CRL (RFC 5280, section 5). Newer ones are told by their number (section 5.2.3),
 * not by their dates: the CA is off-line, and a list counts until the next one.
 *
 * @param revoked when each was revoked, by its serial number
 */
public record RevocationList(BigInteger number, Map<BigInteger, Instant> revoked) {

    /** The most octets of a file of such lists. */
    static final int MAX_OCTETS = 1024 * 1024;

    private static final String PEM_LABEL = "X509 CRL";

    public RevocationList {
        revoked = Map.copyOf(revoked);
    }

    /** The lists of a file, PEM one after the other, not yet known to be anybody's. */
    static List<X509CRL> parse(byte[] pem) throws GeneralSecurityException {
        List<X509CRL> lists = new ArrayList<>();
        for (CRL crl : CertificateFactory.getInstance("X.509").generateCRLs(new ByteArrayInputStream(pem))) {
            lists.add((X509CRL) crl);
        }
        return lists;
    }

    static boolean isBy(X509CRL crl, X509Certificate authority) {
        if (!crl.getIssuerX500Principal().equals(authority.getSubjectX500Principal())) {
            return false;
        }
        try {
            crl.verify(authority.getPublicKey(), Crypto.BOUNCY_CASTLE);
            return true;
        } catch (GeneralSecurityException e) {
            return false; // of a CA of the same name, for example the one before
        }
    }

    static RevocationList of(X509CRL crl) {
        byte[] extension = crl.getExtensionValue(Extension.cRLNumber.getId());
        if (extension == null) {
            throw new IllegalArgumentException("a CRL of the messaging CA has no number");
        }
        BigInteger number = ASN1Integer.getInstance(
                        ASN1OctetString.getInstance(extension).getOctets())
                .getValue();
        Map<BigInteger, Instant> revoked = new TreeMap<>();
        if (crl.getRevokedCertificates() != null) {
            for (X509CRLEntry entry : crl.getRevokedCertificates()) {
                revoked.put(entry.getSerialNumber(), entry.getRevocationDate().toInstant());
            }
        }
        return new RevocationList(number, revoked);
    }

    static String pem(byte[] der) {
        return Pem.encode(PEM_LABEL, der);
    }

    static byte[] octets(String pem) {
        return pem.getBytes(StandardCharsets.US_ASCII);
    }
}

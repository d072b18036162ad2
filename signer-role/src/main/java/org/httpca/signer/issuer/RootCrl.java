package org.httpca.signer.issuer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.pki.LongOctets;
import org.httpca.pki.Pem;
import org.httpca.pki.crl.SignedCrl;

/** Reads the root's CRL, which the operator signs far away from here, and trusts it as far as its signature goes. */
public final class RootCrl {
    private static final long MAX_BYTES = 1024 * 1024;

    /** Of a CRL number, as it is published. */
    private static final int MOST_BITS = 63;

    private RootCrl() {}

    /**
     * @param file DER, or PEM with the label {@code X509 CRL} (RFC 7468)
     * @throws IllegalArgumentException for what is no CRL of that root
     */
    public static X509CRLHolder read(Path file, X509CertificateHolder root) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IllegalArgumentException("it is larger than " + MAX_BYTES + " bytes");
            }
            byte[] content = Files.readAllBytes(file);
            boolean pem = content.length > 0 && content[0] == '-';
            byte[] der = pem
                    ? Pem.decodeOne(new String(content, StandardCharsets.US_ASCII), "X509 CRL")
                            .orElseThrow()
                    : content;
            X509CRLHolder crl = new X509CRLHolder(der);
            if (!SignedCrl.of(LongOctets.of(der)).isOf(root)) {
                throw new IllegalArgumentException("it is not signed by the root of this installation");
            }
            Extension number = crl.getExtension(Extension.cRLNumber);
            if (number == null
                    || CRLNumber.getInstance(number.getParsedValue())
                                    .getCRLNumber()
                                    .bitLength()
                            > MOST_BITS) {
                throw new IllegalArgumentException(
                        "it has no CRL number (RFC 5280, section 5.2.3) of at most " + MOST_BITS + " bits");
            }
            return crl;
        } catch (IOException e) {
            throw new IllegalArgumentException("it cannot be read as a CRL", e);
        }
    }
}

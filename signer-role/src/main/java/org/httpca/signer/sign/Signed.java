package org.httpca.signer.sign;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.pki.DistinguishedNames;
import org.httpca.pki.Identifier;
import org.httpca.signer.certificate.StoredCertificate;

/**
 * A certificate that was signed and is not yet stored.
 *
 * @param der of the Certificate
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; handed on as it is
record Signed(Prepared prepared, byte[] der) {

    static Signed of(Prepared prepared) {
        return new Signed(prepared, prepared.issuer().key().sign(prepared.permit()));
    }

    UUID requestId() {
        return prepared.request().id();
    }

    String serial() {
        return prepared.intent().serial();
    }

    /** Is it the DER of a Certificate with the same TBSCertificate? */
    boolean isOfSameContent(byte[] other) {
        try {
            byte[] tbs = Certificate.getInstance(other).getTBSCertificate().getEncoded(ASN1Encoding.DER);
            return Arrays.equals(tbs, prepared.intent().tbs());
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            return false;
        }
    }

    StoredCertificate stored(Instant now) {
        try {
            X509CertificateHolder certificate = new X509CertificateHolder(der);
            return new StoredCertificate(
                    prepared.issuer().name(),
                    serial(),
                    requestId(),
                    der,
                    DistinguishedNames.text(certificate.getSubject()),
                    prepared.request().command().identifiers().stream()
                            .map(Identifier::value)
                            .toList(),
                    prepared.request().certificationRequest().key().sha256(),
                    certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant(),
                    now);
        } catch (IOException e) {
            throw new IllegalStateException("A certificate that was signed here cannot be read", e);
        }
    }
}

package org.httpca.worker.accept;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.message.CertificateIssued;
import org.httpca.pki.DistinguishedNames;
import org.httpca.pki.Octets;
import org.httpca.pki.SerialNumbers;
import org.httpca.pki.SubjectAlternativeNames;
import org.httpca.pki.SubjectKey;
import org.httpca.pki.Times;

/** A certificate and what is searched by and shown of it, read from its DER and from nothing else. */
record IssuedCertificate(
        String issuer,
        String serial,
        UUID requestId,
        byte[] der,
        String subject,
        List<String> identifiers,
        String keyLabel,
        String spkiSha256,
        String sha256,
        Instant notBefore,
        Instant notAfter) {

    /** @throws IllegalArgumentException if it is no certificate, or another than the event says */
    static IssuedCertificate of(CertificateIssued event) {
        Octets der = event.certificate();
        X509CertificateHolder certificate;
        try {
            certificate = new X509CertificateHolder(der.toArray());
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The certificate of request " + event.requestId() + " cannot be read: " + e.getMessage());
        }
        String serial = SerialNumbers.hex(certificate.getSerialNumber());
        if (!serial.equals(event.serial())) {
            throw new IllegalArgumentException("The certificate of request " + event.requestId() + " has serial "
                    + serial + " and is said to have another.");
        }
        SubjectKey key = SubjectKey.of(certificate.getSubjectPublicKeyInfo());
        return new IssuedCertificate(
                event.issuer(),
                serial,
                event.requestId(),
                der.toArray(),
                DistinguishedNames.text(certificate.getSubject()),
                SubjectAlternativeNames.of(certificate),
                key.label(),
                key.sha256(),
                der.sha256().hex(),
                Times.instant(certificate.toASN1Structure().getStartDate()),
                Times.instant(certificate.toASN1Structure().getEndDate()));
    }
}

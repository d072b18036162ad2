package org.httpca.signer.sign;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.message.CertificateIssued;
import org.httpca.pki.DistinguishedNames;
import org.httpca.pki.Identifier;
import org.httpca.pki.Octets;
import org.httpca.pki.Times;
import org.httpca.signer.certificate.IssuedWord;
import org.httpca.signer.certificate.IssuerSignatures;
import org.httpca.signer.certificate.StoredCertificate;
import org.httpca.signer.intent.Prepared;

/**
 * A certificate that was signed and is not yet stored.
 *
 * @param der of the Certificate
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; handed on as it is
record Signed(Prepared prepared, byte[] der) {

    /** @throws IllegalStateException if the signature does not hold: a fault of the key's home, or of the machine */
    static Signed of(Prepared prepared, IssuerSignatures signatures) {
        byte[] der = prepared.issuer().key().sign(prepared.permit());
        if (!signatures.hold(prepared.issuer().name(), der)) {
            throw new IllegalStateException("A signature that was made here does not hold: request "
                    + prepared.request().id());
        }
        return new Signed(prepared, der);
    }

    UUID requestId() {
        return prepared.request().id();
    }

    String serial() {
        return prepared.intent().serial();
    }

    IssuedWord word(long revision) {
        CertificateIssued event =
                new CertificateIssued(requestId(), revision, prepared.issuer().name(), serial(), Octets.of(der));
        return new IssuedWord(event, prepared.request().command().correlationId());
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
                    Times.instant(certificate.toASN1Structure().getStartDate()),
                    Times.instant(certificate.toASN1Structure().getEndDate()),
                    now);
        } catch (IOException e) {
            throw new IllegalStateException("A certificate that was signed here cannot be read", e);
        }
    }
}

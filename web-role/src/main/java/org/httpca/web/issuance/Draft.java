package org.httpca.web.issuance;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.httpca.message.Proof;
import org.httpca.message.RequestCertificate;
import org.httpca.message.Requester;
import org.httpca.pki.CertificationRequest;
import org.httpca.pki.Identifier;
import org.httpca.pki.Octets;
import org.httpca.pki.Printable;
import org.httpca.pki.RequestedDates;
import org.httpca.web.certificate.CertificateView;
import org.httpca.web.request.RequestStatus;
import org.httpca.web.request.RequestView;
import org.jspecify.annotations.Nullable;

/** A submission that has passed every check of this role, not stored yet. Only {@link Checks} makes one. */
record Draft(
        UUID id,
        String door,
        @Nullable String principal,
        String source,
        CertificationRequest csr,
        List<Identifier> names,
        String profile,
        @Nullable String profileHash,
        @Nullable Requester requester,
        @Nullable String note,
        String correlationId,
        Octets contentSha256,
        Instant at,
        @Nullable CertificateView replaced,
        List<String> evidence,
        RequestedDates dates) {

    private static final int SUBJECT_SHOWN = 1000;

    RequestCertificate command() {
        return new RequestCertificate(
                id,
                door,
                principal,
                source,
                new Proof(Proof.PKCS10, csr.der()),
                names,
                profile,
                profileHash,
                null,
                requester,
                note,
                evidence,
                replaced == null ? null : place(replaced),
                correlationId,
                at,
                dates.notBefore(),
                dates.notAfter());
    }

    /** The same, as its door wants it. */
    Draft with(Claim claim) {
        return new Draft(
                id,
                door,
                principal,
                source,
                csr,
                names,
                profile,
                profileHash,
                requester,
                note,
                correlationId,
                contentSha256,
                at,
                claim.replaced(),
                claim.evidence(),
                claim.dates());
    }

    /** The same, to replace a certificate. */
    Draft replacing(CertificateView certificate, String byDoor, List<String> proofs) {
        return new Draft(
                id,
                byDoor,
                principal,
                source,
                csr,
                names,
                profile,
                profileHash,
                requester,
                note,
                correlationId,
                ContentDigest.of(contentSha256, place(certificate)),
                at,
                certificate,
                proofs,
                dates);
    }

    private static String place(CertificateView certificate) {
        return certificate.issuer() + ":" + certificate.serial();
    }

    String subject() {
        return Printable.text(csr.subject(), SUBJECT_SHOWN);
    }

    RequestView view() {
        return new RequestView(
                id,
                RequestStatus.QUEUED,
                0,
                profile,
                subject(),
                names.stream().map(Identifier::value).toList(),
                at,
                at,
                requester == null ? null : requester.name(),
                requester == null ? null : requester.email(),
                note,
                door,
                null,
                0,
                null,
                List.of(),
                null,
                null,
                csr.der());
    }
}

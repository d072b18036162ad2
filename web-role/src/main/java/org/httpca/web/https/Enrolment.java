package org.httpca.web.https;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.httpca.message.RequestCertificate;
import org.httpca.pki.Octets;
import org.httpca.problem.Result;
import org.httpca.web.certificate.CertificateView;
import org.httpca.web.certificate.Certificates;
import org.httpca.web.issuance.Accepted;
import org.httpca.web.issuance.Issuance;
import org.httpca.web.issuance.Submission;
import org.httpca.web.issuance.WithdrawalProof;
import org.httpca.web.issuer.IssuerView;
import org.httpca.web.issuer.Issuers;
import org.httpca.web.request.RequestView;
import org.httpca.web.request.Requests;

/** This role as a requester like any other: it submits, looks, and fetches what was issued. */
final class Enrolment {
    private final Issuance issuance;
    private final Requests requests;
    private final Certificates certificates;
    private final Issuers issuers;
    private final String instance;
    private final String profile;

    /** @param instance this process's name */
    Enrolment(
            Issuance issuance,
            Requests requests,
            Certificates certificates,
            Issuers issuers,
            String instance,
            String profile) {
        this.issuance = issuance;
        this.requests = requests;
        this.certificates = certificates;
        this.issuers = issuers;
        this.instance = instance;
        this.profile = profile;
    }

    /** The request's id, the same however often the same application is submitted. */
    Result<UUID> submit(Application application) {
        return issuance.submit(
                        new Submission(
                                RequestCertificate.OWN_HTTPS,
                                principal(),
                                instance,
                                application.csr(),
                                profile,
                                null,
                                "HTTPS of the web role itself, instance " + instance,
                                null),
                        application.csr().sha256().hex())
                .map(Enrolment::id);
    }

    private static UUID id(Accepted accepted) {
        return accepted.request().id();
    }

    Optional<RequestView> find(UUID request) {
        return requests.find(request);
    }

    /** That nobody wants it any more; whether in time is no matter. */
    void withdraw(UUID request) {
        issuance.withdraw(request, WithdrawalProof.principal(principal()));
    }

    /** What was issued for it; empty while the certificate or its issuer is not here yet. */
    Optional<Result<ServerCertificate>> issued(Application application, UUID request) {
        Optional<CertificateView> certificate = certificates.ofRequest(request);
        Optional<IssuerView> issuer = certificate.flatMap(found -> issuers.find(found.issuer()));
        if (certificate.isEmpty() || issuer.isEmpty()) {
            return Optional.empty();
        }
        List<byte[]> chain = new ArrayList<>();
        chain.add(certificate.get().der().toArray());
        issuer.get().chainForServers().stream().map(Octets::toArray).forEach(chain::add);
        return Optional.of(ServerCertificate.of(application.key(), chain));
    }

    /** The CA certificates that are known here; none before the signer has published them. */
    List<X509Certificate> issuers() {
        return issuers.all().stream().map(issuer -> parse(issuer.certificate())).toList();
    }

    private static X509Certificate parse(Octets der) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der.toArray()));
        } catch (CertificateException e) {
            throw new IllegalStateException("The certificate of an issuer in the database is unreadable.", e);
        }
    }

    /** Not a name that a token can have: no token's owner is taken for us, or withdraws what is ours. */
    private String principal() {
        return "web-role:" + instance;
    }
}

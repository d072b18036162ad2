package org.httpca.web.publication;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.httpca.pki.Octets;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.httpca.web.certificate.CertificateView;
import org.httpca.web.certificate.Certificates;
import org.httpca.web.issuer.Issuers;
import org.httpca.web.request.RequestIds;
import org.httpca.web.request.RequestView;
import org.httpca.web.request.Requests;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What there is to download for a certificate, an issuer or a request. */
@Component
class Publications {
    private final Certificates certificates;
    private final Issuers issuers;
    private final Requests requests;

    Publications(Certificates certificates, Issuers issuers, Requests requests) {
        this.certificates = certificates;
        this.issuers = issuers;
        this.requests = requests;
    }

    /**
     * A certificate.
     *
     * @param withCsr whether the request behind it is wanted, too, which costs another look into the database
     * @param chain which of its issuer's chains, from 1 on
     */
    Result<Published> certificate(String serial, boolean withCsr, int chain) {
        return certificates
                .find(serial)
                .map(certificate -> endEntity(certificate, withCsr ? csrOf(certificate.requestId()) : null, chain));
    }

    /** The chain of an issuer is what servers with its certificates send, and so begins with the issuer. */
    Result<Published> issuer(String name, int chain) {
        return issuers.find(name)
                .map(issuer -> Result.passed(new Published(
                        Published.named(issuer.name()),
                        chain == 1
                                ? issuer.certificate()
                                : issuer.alternate(chain).stream().findFirst().orElse(issuer.certificate()),
                        issuer.chainForServers(chain),
                        null,
                        issuer.notBefore())))
                .orElseGet(() -> Result.refused(ProblemType.NOT_FOUND, "There is no issuer of that name."));
    }

    /**
     * What belongs to a request.
     *
     * @param csrAlone whether its certificate is not asked for, and need not be there
     * @param chain which of its issuer's chains, from 1 on
     */
    Result<Published> request(String id, boolean csrAlone, int chain) {
        Optional<UUID> known = RequestIds.parse(id);
        Optional<RequestView> found = known.flatMap(requests::find);
        if (found.isEmpty()) {
            return Result.refused(ProblemType.NOT_FOUND, "There is no such request.");
        }
        RequestView request = found.get();
        if (csrAlone) {
            return Result.passed(new Published(
                    Published.named(
                            request.names().isEmpty()
                                    ? "request"
                                    : request.names().get(0)),
                    request.csr(),
                    List.of(),
                    request.csr(),
                    request.submittedAt()));
        }
        return certificates
                .ofRequest(request.id())
                .map(certificate -> Result.passed(endEntity(certificate, request.csr(), chain)))
                .orElseGet(() -> Result.refused(
                        ProblemType.NOT_FOUND,
                        "There is no certificate for this request: it is " + request.status() + "."));
    }

    private Published endEntity(CertificateView certificate, @Nullable Octets csr, int chain) {
        return new Published(
                Published.named(
                        certificate.names().isEmpty()
                                ? certificate.serial()
                                : certificate.names().get(0)),
                certificate.der(),
                issuers.find(certificate.issuer())
                        .map(issuer -> issuer.chainForServers(chain))
                        .orElse(List.of()),
                csr,
                certificate.notBefore());
    }

    private @Nullable Octets csrOf(@Nullable UUID requestId) {
        return requestId == null
                ? null
                : requests.find(requestId).map(RequestView::csr).orElse(null);
    }
}

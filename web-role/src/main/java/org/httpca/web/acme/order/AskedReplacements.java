package org.httpca.web.acme.order;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.httpca.acme.jws.JsonText;
import org.httpca.acme.problem.AcmeProblemType;
import org.httpca.acme.problem.AcmeRefusedException;
import org.httpca.pki.Identifier;
import org.httpca.web.acme.renewalinfo.RenewalInfo;
import org.httpca.web.certificate.CertificateView;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The certificate that a new order replaces (RFC 9773, section 5): the account's own, with a name in common, and replaced by no other order. */
final class AskedReplacements {
    private final RenewalInfo renewals;
    private final OrderCertificates certificates;
    private final Orders orders;

    AskedReplacements(RenewalInfo renewals, OrderCertificates certificates, Orders orders) {
        this.renewals = renewals;
        this.certificates = certificates;
        this.orders = orders;
    }

    Terms.@Nullable Replaced read(UUID account, JsonNode payload, List<Identifier> identifiers) {
        Optional<String> id = JsonText.text(payload, "replaces");
        if (id.isEmpty()) {
            return null;
        }
        CertificateView certificate = renewals.find(id.get())
                .orElseThrow(() -> AcmeRefusedException.of(
                        AcmeProblemType.MALFORMED, "'replaces' names a certificate that is not known here."));
        if (!certificates.has(account, certificate)) {
            throw AcmeRefusedException.of(
                    AcmeProblemType.UNAUTHORIZED, "'replaces' names a certificate that this account did not order.");
        }
        if (identifiers.stream().noneMatch(name -> certificate.names().contains(name.value()))) {
            throw AcmeRefusedException.of(
                    AcmeProblemType.MALFORMED, "'replaces' names a certificate that has none of the order's names.");
        }
        if (orders.isReplaced(account, certificate)) {
            throw AcmeRefusedException.of(
                    AcmeProblemType.ALREADY_REPLACED,
                    "Another order replaces this certificate already. Order without 'replaces'.");
        }
        return new Terms.Replaced(id.get(), certificate.issuer(), certificate.serial());
    }
}

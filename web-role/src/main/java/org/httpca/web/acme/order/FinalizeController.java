package org.httpca.web.acme.order;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.UUID;
import org.httpca.acme.jws.JsonText;
import org.httpca.acme.problem.AcmeProblemType;
import org.httpca.acme.problem.AcmeRefusedException;
import org.httpca.pki.Octets;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.httpca.web.acme.WhereAcmeIsOn;
import org.httpca.web.acme.exchange.Addresses;
import org.httpca.web.acme.exchange.Ids;
import org.httpca.web.acme.exchange.SignedCall;
import org.httpca.web.acme.exchange.SignedCalls;
import org.httpca.web.certificate.Certificates;
import org.httpca.web.issuance.Accepted;
import org.httpca.web.issuance.Issuance;
import org.httpca.web.issuance.Submission;
import org.httpca.web.request.RequestStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /acme/order/{id}/finalize} (RFC 8555, section 7.4): a request like any other. The order and the request are stored
 * in one transaction, so that the order is {@code processing} exactly as long as somebody has its request.
 */
@RestController
@WhereAcmeIsOn
class FinalizeController {
    private static final String DOOR = "acme";

    private final SignedCalls calls;
    private final Orders orders;
    private final Issuance issuance;
    private final Certificates certificates;
    private final Addresses addresses;
    private final Clock clock;

    FinalizeController(
            SignedCalls calls,
            Orders orders,
            Issuance issuance,
            Certificates certificates,
            Addresses addresses,
            Clock clock) {
        this.calls = calls;
        this.orders = orders;
        this.issuance = issuance;
        this.certificates = certificates;
        this.addresses = addresses;
        this.clock = clock;
    }

    @PostMapping(Addresses.ORDER + "{id}/finalize")
    ResponseEntity<Object> submit(HttpServletRequest call, @PathVariable("id") String id) {
        SignedCall signed = calls.ofAccount(call);
        UUID known = Ids.require(id);
        Order order = orders.find(signed.account(), known).orElseThrow(Ids::nothing);
        String status = order.status(clock.instant());
        if (!status.equals("ready")) {
            throw notReady(status);
        }
        byte[] csr = JsonText.base64Url("'csr'", JsonText.requiredText(signed.object(), "csr"));
        if (csr.length == 0 || csr[0] != 0x30) {
            throw AcmeRefusedException.of(
                    AcmeProblemType.BAD_CSR, "'csr' is the DER of a certification request, in base64url.");
        }
        Submission submission = new Submission(
                DOOR,
                OrderCertificates.principal(signed.account()),
                call.getRemoteAddr(),
                Octets.of(csr),
                order.terms().profile(),
                null,
                null,
                null);
        Result<Accepted> outcome =
                issuance.submitClaimed(submission, new OrderClaim(orders, order, signed, certificates));
        if (outcome instanceof Result.Refused<Accepted> refused) {
            throw refused.problem().type() == ProblemType.CONFLICT
                    ? notReady("processing")
                    : Refused.of(refused.problem());
        }
        Order after = order.finalizedAs(RequestStatus.QUEUED);
        return OrderJson.answer(call, addresses, after, clock.instant(), 200);
    }

    private static AcmeRefusedException notReady(String status) {
        return AcmeRefusedException.of(
                AcmeProblemType.ORDER_NOT_READY,
                "An order is finalized once, when it is ready. This one is " + status + ".");
    }
}

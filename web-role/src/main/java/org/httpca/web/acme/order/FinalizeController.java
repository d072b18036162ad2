package org.httpca.web.acme.order;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
import org.httpca.web.http.LateAnswers;
import org.httpca.web.issuance.Accepted;
import org.httpca.web.issuance.Issuance;
import org.httpca.web.issuance.Submission;
import org.httpca.web.request.RequestView;
import org.httpca.web.request.Requests;
import org.jspecify.annotations.Nullable;
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

    /** For the certificate to be there in the very answer: most are signed within a fraction of it. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final SignedCalls calls;
    private final Orders orders;
    private final Issuance issuance;
    private final Certificates certificates;
    private final Requests requests;
    private final Addresses addresses;
    private final LateAnswers late;
    private final Clock clock;

    FinalizeController(
            SignedCalls calls,
            Orders orders,
            Issuance issuance,
            Certificates certificates,
            Requests requests,
            Addresses addresses,
            LateAnswers late,
            Clock clock) {
        this.calls = calls;
        this.orders = orders;
        this.issuance = issuance;
        this.certificates = certificates;
        this.requests = requests;
        this.addresses = addresses;
        this.late = late;
        this.clock = clock;
    }

    @PostMapping(Addresses.ORDER + "{id}/finalize")
    @Nullable
    Object submit(HttpServletRequest call, HttpServletResponse response, @PathVariable("id") String id) {
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
        List<RequestView> stored = List.of(outcome.orElseThrow().request());
        // Made now: the call is not there to be asked any more when the answer comes on another thread.
        String base = addresses.to(call, "");
        CompletionStage<List<RequestView>> later = requests.hasRoomToWait(stored)
                ? requests.wait(stored, PATIENCE)
                : CompletableFuture.completedStage(stored);
        return late.answer(
                call,
                response,
                later.thenApply(then -> OrderJson.answer(
                        base, order.finalizedAs(then.isEmpty() ? stored.get(0) : then.get(0)), clock.instant(), 200)));
    }

    private static AcmeRefusedException notReady(String status) {
        return AcmeRefusedException.of(
                AcmeProblemType.ORDER_NOT_READY,
                "An order is finalized once, when it is ready. This one is " + status + ".");
    }
}

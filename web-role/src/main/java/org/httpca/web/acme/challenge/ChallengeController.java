package org.httpca.web.acme.challenge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.httpca.web.acme.WhereAcmeIsOn;
import org.httpca.web.acme.exchange.Addresses;
import org.httpca.web.acme.exchange.Ids;
import org.httpca.web.acme.exchange.SignedCall;
import org.httpca.web.acme.exchange.SignedCalls;
import org.httpca.web.http.LateAnswers;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /acme/challenge/{id}} (RFC 8555, section 7.5.1): with {@code {}} the client is ready, with an empty payload it looks. */
@RestController
@WhereAcmeIsOn
class ChallengeController {
    private static final String SOON = "1";

    private final SignedCalls calls;
    private final Challenges challenges;
    private final AwaitedChecks checks;
    private final Addresses addresses;
    private final LateAnswers late;

    ChallengeController(
            SignedCalls calls, Challenges challenges, AwaitedChecks checks, Addresses addresses, LateAnswers late) {
        this.calls = calls;
        this.challenges = challenges;
        this.checks = checks;
        this.addresses = addresses;
        this.late = late;
    }

    @PostMapping(Addresses.CHALLENGE + "{id}")
    @Nullable
    Object respond(HttpServletRequest call, HttpServletResponse response, @PathVariable("id") String id) {
        SignedCall signed = calls.ofAccount(call);
        UUID known = Ids.require(id);
        Challenge challenge = challenges.find(signed.account(), known).orElseThrow(Ids::nothing);
        if (signed.isGet()) {
            return answer(challenge, up(call, challenge), url(call, challenge));
        }
        signed.object(); // members that older clients send say nothing
        String account = addresses.to(call, Addresses.ACCOUNT + signed.account());
        boolean begins = challenges.ask(signed.account(), known, signed.key().thumbprint(), account);
        Challenge asked = challenges.find(signed.account(), known).orElseThrow(Ids::nothing);
        // Made now: the call is not there to be asked any more when the answer comes on another thread.
        String up = up(call, asked);
        String url = url(call, asked);
        CompletionStage<Challenge> outcome = begins ? checks.check(asked) : CompletableFuture.completedStage(asked);
        return late.answer(call, response, outcome.thenApply(then -> answer(then, up, url)));
    }

    private String up(HttpServletRequest call, Challenge challenge) {
        return addresses.to(call, Addresses.AUTHORIZATION + challenge.authorization());
    }

    private String url(HttpServletRequest call, Challenge challenge) {
        return addresses.to(call, Addresses.CHALLENGE + challenge.id());
    }

    private static ResponseEntity<Object> answer(Challenge challenge, String up, String url) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok().header(HttpHeaders.LINK, "<" + up + ">;rel=\"up\"");
        if (challenge.isProcessing()) {
            answer.header(HttpHeaders.RETRY_AFTER, SOON);
        }
        return answer.body(ChallengeJson.of(url, challenge));
    }
}

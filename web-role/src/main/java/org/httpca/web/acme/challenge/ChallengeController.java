package org.httpca.web.acme.challenge;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.httpca.web.acme.WhereAcmeIsOn;
import org.httpca.web.acme.exchange.Addresses;
import org.httpca.web.acme.exchange.Ids;
import org.httpca.web.acme.exchange.SignedCall;
import org.httpca.web.acme.exchange.SignedCalls;
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
    private final Addresses addresses;

    ChallengeController(SignedCalls calls, Challenges challenges, Addresses addresses) {
        this.calls = calls;
        this.challenges = challenges;
        this.addresses = addresses;
    }

    @PostMapping(Addresses.CHALLENGE + "{id}")
    ResponseEntity<Object> respond(HttpServletRequest call, @PathVariable("id") String id) {
        SignedCall signed = calls.ofAccount(call);
        UUID known = Ids.require(id);
        Challenge challenge = challenges.find(signed.account(), known).orElseThrow(Ids::nothing);
        if (!signed.isGet()) {
            signed.object(); // members that older clients send say nothing
            challenges.ask(signed.account(), known, signed.key().thumbprint());
            challenge = challenges.find(signed.account(), known).orElseThrow(Ids::nothing);
        }
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
                .header(
                        HttpHeaders.LINK,
                        "<" + addresses.to(call, Addresses.AUTHORIZATION + challenge.authorization()) + ">;rel=\"up\"");
        if (challenge.status().equals("processing")) {
            answer.header(HttpHeaders.RETRY_AFTER, SOON);
        }
        return answer.body(ChallengeJson.of(call, addresses, challenge));
    }
}

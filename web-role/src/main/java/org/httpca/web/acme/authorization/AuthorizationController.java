package org.httpca.web.acme.authorization;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.httpca.acme.jws.JsonText;
import org.httpca.acme.problem.AcmeProblemType;
import org.httpca.acme.problem.AcmeRefusedException;
import org.httpca.pki.Identifier;
import org.httpca.problem.Result;
import org.httpca.web.acme.WhereAcmeIsOn;
import org.httpca.web.acme.challenge.ChallengeJson;
import org.httpca.web.acme.exchange.Addresses;
import org.httpca.web.acme.exchange.Ids;
import org.httpca.web.acme.exchange.SignedCall;
import org.httpca.web.acme.exchange.SignedCalls;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code POST /acme/authz/{id}} and {@code /acme/new-authz} (RFC 8555, sections 7.5, 7.5.2 and 7.4.1). */
@RestController
@WhereAcmeIsOn
class AuthorizationController {
    private static final String SOON = "1";
    private static final Set<String> DEACTIVATED_FROM = Set.of("pending", "valid");

    private final SignedCalls calls;
    private final Authorizations authorizations;
    private final Addresses addresses;
    private final Clock clock;

    AuthorizationController(SignedCalls calls, Authorizations authorizations, Addresses addresses, Clock clock) {
        this.calls = calls;
        this.authorizations = authorizations;
        this.addresses = addresses;
        this.clock = clock;
    }

    @PostMapping(Addresses.AUTHORIZATION + "{id}")
    ResponseEntity<Object> get(HttpServletRequest call, @PathVariable("id") String id) {
        SignedCall signed = calls.ofAccount(call);
        UUID known = Ids.require(id);
        Authorization found = authorizations.find(signed.account(), known).orElseThrow(Ids::nothing);
        if (!signed.isGet()) {
            if (!JsonText.requiredText(signed.object(), "status").equals("deactivated")) {
                throw AcmeRefusedException.of(
                        AcmeProblemType.MALFORMED,
                        "The 'status' of an authorization can be made 'deactivated', nothing else.");
            }
            // What has ended in another way stays what it is.
            if (DEACTIVATED_FROM.contains(found.status(clock.instant()))) {
                authorizations.deactivate(signed.account(), known);
                found = authorizations.find(signed.account(), known).orElseThrow(Ids::nothing);
            }
        }
        Map<String, Object> members = members(call, found);
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        if ("pending".equals(members.get("status"))) {
            answer.header(HttpHeaders.RETRY_AFTER, SOON);
        }
        return answer.body(members);
    }

    /** Section 7.4.1: before there is an order. A wildcard name has none: it comes with an order. */
    @PostMapping(Addresses.NEW_AUTHORIZATION)
    ResponseEntity<Object> create(HttpServletRequest call) {
        SignedCall signed = calls.ofAccount(call);
        Identifier identifier = asked(signed.object().path("identifier"));
        Authorization made = authorizations.ahead(call, signed.account(), identifier);
        return ResponseEntity.status(201)
                .header(HttpHeaders.LOCATION, addresses.to(call, Addresses.AUTHORIZATION + made.id()))
                .body(members(call, made));
    }

    private static Identifier asked(JsonNode member) {
        if (!member.isObject()) {
            throw AcmeRefusedException.of(
                    AcmeProblemType.MALFORMED, "'identifier' is an object with a 'type' and a 'value'.");
        }
        String type = JsonText.requiredText(member, "type");
        String value = JsonText.requiredText(member, "value");
        Result<Identifier> read = switch (type) {
            case "dns" -> Identifier.dns(value);
            case "ip" -> Identifier.ip(value);
            default ->
                throw AcmeRefusedException.of(
                        AcmeProblemType.UNSUPPORTED_IDENTIFIER, "Identifiers are of type dns or ip.");
        };
        if (read instanceof Result.Refused<Identifier> refused) {
            throw AcmeRefusedException.of(
                    AcmeProblemType.REJECTED_IDENTIFIER, refused.problem().detail());
        }
        if (read.orElseThrow().wildcard()) {
            throw AcmeRefusedException.of(
                    AcmeProblemType.MALFORMED,
                    "A wildcard name is authorized with its order (RFC 8555, section 7.4.1).");
        }
        return read.orElseThrow();
    }

    private Map<String, Object> members(HttpServletRequest call, Authorization found) {
        Instant now = clock.instant();
        Identifier identifier = found.identifier();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(
                "identifier",
                Map.of(
                        "type",
                        identifier.type().wireName(),
                        "value",
                        identifier.wildcard() ? identifier.value().substring(2) : identifier.value()));
        members.put("status", found.status(now));
        members.put("expires", found.expires().toString());
        members.put(
                "challenges",
                found.told().stream()
                        .map(challenge -> ChallengeJson.of(call, addresses, challenge))
                        .toList());
        if (identifier.wildcard()) {
            members.put("wildcard", true);
        }
        return members;
    }
}

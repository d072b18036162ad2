package org.httpca.web.acme.order;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.httpca.acme.problem.AcmeProblemType;
import org.httpca.acme.problem.AcmeRefusedException;
import org.httpca.message.PublishedProfile;
import org.httpca.pki.Identifier;
import org.httpca.pki.RequestedDates;
import org.httpca.web.acme.WhereAcmeIsOn;
import org.httpca.web.acme.exchange.Addresses;
import org.httpca.web.acme.exchange.Ids;
import org.httpca.web.acme.exchange.SignedCall;
import org.httpca.web.acme.exchange.SignedCalls;
import org.httpca.web.profile.Profiles;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code POST /acme/new-order}, {@code /acme/order/{id}} and {@code /acme/account/{id}/orders} (RFC 8555, sections 7.4 and 7.1.2.1). */
@RestController
@WhereAcmeIsOn
class OrderController {
    private final SignedCalls calls;
    private final Orders orders;
    private final Profiles profiles;
    private final AskedReplacements replacements;
    private final Addresses addresses;
    private final Clock clock;

    OrderController(
            SignedCalls calls,
            Orders orders,
            Profiles profiles,
            AskedReplacements replacements,
            Addresses addresses,
            Clock clock) {
        this.calls = calls;
        this.orders = orders;
        this.profiles = profiles;
        this.replacements = replacements;
        this.addresses = addresses;
        this.clock = clock;
    }

    @PostMapping(Addresses.NEW_ORDER)
    ResponseEntity<Object> create(HttpServletRequest call) {
        SignedCall signed = calls.ofAccount(call);
        JsonNode payload = signed.object();
        PublishedProfile profile = AskedTerms.profile(payload, profiles.all());
        List<Identifier> identifiers = AskedIdentifiers.read(payload, profile);
        RequestedDates dates = AskedTerms.dates(payload, profile, clock.instant());
        Terms terms = new Terms(
                profile == null ? null : profile.name(),
                dates.notBefore(),
                dates.notAfter(),
                replacements.read(signed.account(), payload, identifiers));
        return OrderJson.answer(
                call, addresses, orders.make(call, signed.account(), identifiers, terms), clock.instant(), 201);
    }

    @PostMapping(Addresses.ORDER + "{id}")
    ResponseEntity<Object> get(HttpServletRequest call, @PathVariable("id") String id) {
        SignedCall signed = calls.ofAccount(call);
        signed.requireGet();
        Order order = orders.find(signed.account(), Ids.require(id)).orElseThrow(Ids::nothing);
        return OrderJson.answer(call, addresses, order, clock.instant(), 200);
    }

    /** @param before an order's id, which the address of the next page has */
    @PostMapping(Addresses.ACCOUNT + "{id}/orders")
    ResponseEntity<Object> list(
            HttpServletRequest call,
            @PathVariable("id") String id,
            @RequestParam(name = "before", required = false) @Nullable String before) {
        SignedCall signed = calls.ofAccount(call);
        signed.requireGet();
        if (!Ids.require(id).equals(signed.account())) {
            throw AcmeRefusedException.of(AcmeProblemType.UNAUTHORIZED, "This is not the account that signed.");
        }
        List<UUID> page = orders.page(signed.account(), before == null ? null : Ids.require(before));
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(
                "orders",
                page.stream()
                        .map(order -> addresses.to(call, Addresses.ORDER + order))
                        .toList());
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        if (page.size() == Orders.PAGE) {
            String next = addresses.to(
                    call, Addresses.ACCOUNT + signed.account() + "/orders?before=" + page.get(page.size() - 1));
            answer.header(HttpHeaders.LINK, "<" + next + ">;rel=\"next\"");
        }
        return answer.body(members);
    }
}

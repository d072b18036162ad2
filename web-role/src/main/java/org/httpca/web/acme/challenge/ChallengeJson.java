package org.httpca.web.acme.challenge;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.httpca.acme.jws.JsonText;
import org.httpca.web.acme.exchange.Addresses;

/** A challenge as clients read it (RFC 8555, sections 7.1.5 and 8). */
public final class ChallengeJson {
    private ChallengeJson() {}

    public static Map<String, Object> of(HttpServletRequest call, Addresses addresses, Challenge challenge) {
        return of(addresses.to(call, Addresses.CHALLENGE + challenge.id()), challenge);
    }

    static Map<String, Object> of(String url, Challenge challenge) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", challenge.type().word());
        members.put("url", url);
        members.put("status", challenge.status());
        members.put("token", challenge.token());
        if (!challenge.issuerDomainNames().isEmpty()) {
            members.put("issuerDomainNames", challenge.issuerDomainNames());
            members.put("issuer-domain-names", challenge.issuerDomainNames()); // as the draft had it up to -01
        }
        if (challenge.isValid() && challenge.decidedAt() != null) {
            members.put("validated", challenge.decidedAt().toString());
        }
        if (challenge.problem() != null) {
            members.put("error", JsonText.object("The stored problem", challenge.problem()));
        }
        return members;
    }
}

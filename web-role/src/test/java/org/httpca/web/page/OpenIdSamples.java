package org.httpca.web.page;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The pages of operators who sign in with OpenID Connect. */
final class OpenIdSamples {
    private static final String PROVIDER = "login.example.org";

    private OpenIdSamples() {}

    static Map<String, String> pages(Templates templates) {
        Map<String, String> pages = new TreeMap<>();
        for (boolean away : new boolean[] {false, true}) {
            Map<String, Object> ask = new HashMap<>(Map.of(
                    "kept", true, "refused", false, "words", Map.of("q", "example.org"), "token", "x".repeat(86)));
            ask.put("openid", PROVIDER);
            ask.put("openidAway", away);
            pages.put("operator-openid" + (away ? "-away" : ""), templates.render("web/operator", ask));
        }
        for (String outcome :
                List.of("going", "leaving", "left", "nobody", "stale", "declined", "untrusted", "away", "busy")) {
            Map<String, Object> model = new HashMap<>(Map.of("outcome", outcome, "provider", PROVIDER));
            if (outcome.equals("left")) {
                model.put("end", true);
            }
            if (outcome.equals("nobody")) {
                model.put("who", "Somebody <b>Else</b>");
            }
            pages.put("openid-" + outcome, templates.render("web/openid", model));
        }
        return pages;
    }
}

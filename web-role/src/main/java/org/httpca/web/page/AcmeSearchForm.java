package org.httpca.web.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What an operator typed on one of the pages of ACME; by the names of the parameters.
 *
 * @param place "accounts", "orders" or "checks"
 */
record AcmeSearchForm(String place, Map<String, String> given) {
    /** Those of orders: RFC 8555, section 7.1.6. */
    static final List<String> STATUSES = List.of("pending", "ready", "processing", "valid", "invalid");

    AcmeSearchForm {
        given = Map.copyOf(given);
    }

    static AcmeSearchForm accounts(String q) {
        return new AcmeSearchForm("accounts", Map.of("q", q));
    }

    static AcmeSearchForm orders(String name, String status, String account) {
        return new AcmeSearchForm("orders", Map.of("name", name, "status", status, "account", account));
    }

    static AcmeSearchForm checks(String name) {
        return new AcmeSearchForm("checks", Map.of("name", name));
    }

    public List<String> statuses() {
        return STATUSES;
    }

    /** As it was typed; "" for what was left out. */
    public String value(String name) {
        return given.getOrDefault(name, "");
    }

    /** The address of the search itself, or of its page that follows. */
    String address(String path, @Nullable UUID before) {
        Map<String, String> all = new LinkedHashMap<>();
        List.of("q", "name", "status", "account").forEach(name -> all.put(name, value(name)));
        all.put("before", before == null ? "" : before.toString());
        all.values().removeIf(String::isEmpty);
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
        all.keySet().forEach(name -> address.queryParam(name, "{" + name + "}"));
        return address.encode().buildAndExpand(all).toUriString();
    }
}

package org.httpca.web.page;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.httpca.pki.RevocationReason;
import org.httpca.web.search.CertificateStatus;
import org.httpca.web.search.Found;
import org.httpca.web.search.Requester;
import org.httpca.web.search.Words;

/** The pages of the search, and of whoever may not use it. */
final class SearchSamples {
    private static final String TOKEN = "x".repeat(86);

    private SearchSamples() {}

    static Map<String, String> pages(Templates templates) {
        Map<String, String> pages = new LinkedHashMap<>();
        Words words = words(Map.of("q", "example.org"));
        pages.put(
                "search",
                templates.render(
                        "web/search",
                        model(
                                words,
                                Map.of(
                                        "found",
                                        found(),
                                        "next",
                                        SearchForm.address("/certificates", words.next("0a.1.bQ")),
                                        "file",
                                        SearchForm.address("/certificates.csv", words)))));
        pages.put("search-none", templates.render("web/search", model(words, Map.of("found", List.of()))));
        pages.put(
                "search-partly",
                templates.render(
                        "web/search",
                        model(
                                words(Map.of("issuer", "issuing", "status", "on-hold")),
                                Map.of(
                                        "found",
                                        List.of(),
                                        "next",
                                        "/certificates?page=0a",
                                        "first",
                                        "/certificates"))));
        pages.put(
                "search-wrong",
                templates.render(
                        "web/search",
                        model(
                                words(Map.of("expiresBefore", "tomorrow")),
                                Map.of("found", List.of(), "problem", "The parameter 'expiresBefore' is a day."))));
        for (boolean refused : new boolean[] {false, true}) {
            pages.put(
                    refused ? "operator-refused" : "operator",
                    templates.render(
                            "web/operator",
                            Map.of(
                                    "kept",
                                    true,
                                    "refused",
                                    refused,
                                    "words",
                                    Map.of("q", "example.org"),
                                    "token",
                                    TOKEN)));
        }
        pages.put(
                "operator-unkept",
                templates.render("web/operator", Map.of("kept", false, "refused", false, "words", Map.of())));
        return pages;
    }

    private static Map<String, Object> model(Words words, Map<String, Object> more) {
        Map<String, Object> model = new HashMap<>(more);
        model.put("form", SearchForm.of(words));
        model.put("operator", "operator");
        model.put("operatorBy", "token");
        model.put("token", TOKEN);
        return model;
    }

    private static Words words(Map<String, String> given) {
        Map<String, String[]> parameters = new HashMap<>();
        given.forEach((name, value) -> parameters.put(name, new String[] {value}));
        return Words.of(parameters).orElseThrow();
    }

    private static List<FoundLine> found() {
        List<FoundLine> lines = new ArrayList<>();
        for (CertificateStatus status : CertificateStatus.values()) {
            lines.add(line(
                    status,
                    List.of("www." + status.word() + ".example.org", status.word() + ".example.org"),
                    new Requester("token:portal", null, "person@example.org")));
        }
        lines.add(line(
                CertificateStatus.VALID,
                List.of("a-name-that-is-longer-than-most-names-are-4711.department.of.something.example.org"),
                new Requester("token:robot-in-the-basement-of-the-northern-building", null, null)));
        lines.add(line(CertificateStatus.VALID, List.of(), new Requester(null, null, null)));
        return lines;
    }

    private static FoundLine line(CertificateStatus status, List<String> names, Requester requester) {
        boolean revoked = status == CertificateStatus.REVOKED;
        return FoundLine.of(new Found(
                "issuing",
                "4d8a6f0c55e1b2a7f00dcafe4711beef",
                "",
                names,
                "EC P-256",
                "ab".repeat(32),
                "cd".repeat(32),
                Samples.NOW,
                Samples.NOW.plus(Duration.ofDays(90)),
                status,
                revoked ? RevocationReason.SUPERSEDED : null,
                revoked ? Samples.NOW : null,
                requester));
    }
}

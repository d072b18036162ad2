package org.httpca.web.search;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;

/**
 * What was typed, by the names of the parameters; "" for what was left out.
 *
 * @param q whatever is known of it
 * @param limit how many on a page
 * @param page the {@code next} of a page before
 */
public record Words(
        String q,
        String name,
        String serial,
        String sha256,
        String spki,
        String subject,
        String issuer,
        String requester,
        String status,
        String expiresAfter,
        String expiresBefore,
        String limit,
        String page) {

    /** Longer than any name, fingerprint or serial number; distinguished names may be cut. */
    static final int LONGEST = 255;

    private static final int LONGEST_PAGE = 2000;
    private static final Set<String> KNOWN = new TreeSet<>(Set.of(
            "q",
            "name",
            "serial",
            "sha256",
            "spki",
            "subject",
            "issuer",
            "requester",
            "status",
            "expiresAfter",
            "expiresBefore",
            "limit",
            "page"));

    /** The page's links to itself in other languages. */
    private static final String LANGUAGE = "language";

    public static final Words NONE = new Words("", "", "", "", "", "", "", "", "", "", "", "", "");

    /** Refuses what is too long, what is said twice, and what is no filter: a misspelt one would find everything. */
    public static Result<Words> of(Map<String, String[]> parameters) {
        for (Map.Entry<String, String[]> parameter : parameters.entrySet()) {
            String name = parameter.getKey();
            if (!KNOWN.contains(name) && !name.equals(LANGUAGE)) {
                return Result.refused(
                        ProblemType.MALFORMED,
                        "There is no such parameter of a search. There are: " + String.join(", ", KNOWN) + ".");
            }
            if (parameter.getValue().length > 1) {
                return Result.refused(ProblemType.MALFORMED, "Give the parameter '" + name + "' once.");
            }
            int most = name.equals("page") ? LONGEST_PAGE : LONGEST;
            String value = parameter.getValue()[0];
            if (value.length() > most || value.chars().anyMatch(Character::isISOControl)) {
                return Result.refused(
                        ProblemType.MALFORMED,
                        "The parameter '" + name + "' is one line of up to " + most + " characters.");
            }
        }
        return Result.passed(new Words(
                value(parameters, "q"),
                value(parameters, "name"),
                value(parameters, "serial"),
                value(parameters, "sha256"),
                value(parameters, "spki"),
                value(parameters, "subject"),
                value(parameters, "issuer"),
                value(parameters, "requester"),
                value(parameters, "status"),
                value(parameters, "expiresAfter"),
                value(parameters, "expiresBefore"),
                value(parameters, "limit"),
                value(parameters, "page")));
    }

    /** The same search, another page of it. */
    public Words next(String page) {
        return new Words(
                q,
                name,
                serial,
                sha256,
                spki,
                subject,
                issuer,
                requester,
                status,
                expiresAfter,
                expiresBefore,
                limit,
                page);
    }

    Words limit(int most) {
        return new Words(
                q,
                name,
                serial,
                sha256,
                spki,
                subject,
                issuer,
                requester,
                status,
                expiresAfter,
                expiresBefore,
                String.valueOf(most),
                page);
    }

    /** Those that were given, by their names. */
    public Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        given.put("q", q);
        given.put("name", name);
        given.put("serial", serial);
        given.put("sha256", sha256);
        given.put("spki", spki);
        given.put("subject", subject);
        given.put("issuer", issuer);
        given.put("requester", requester);
        given.put("status", status);
        given.put("expiresAfter", expiresAfter);
        given.put("expiresBefore", expiresBefore);
        given.put("limit", limit);
        given.put("page", page);
        given.values().removeIf(String::isEmpty);
        return given;
    }

    /** As they stand in an address, behind its question mark. */
    public String query() {
        return given().entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String value(Map<String, String[]> parameters, String name) {
        String[] values = parameters.getOrDefault(name, new String[] {""});
        return values.length == 0 ? "" : values[0].strip();
    }
}

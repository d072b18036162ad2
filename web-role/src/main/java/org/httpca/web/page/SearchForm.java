package org.httpca.web.page;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.httpca.web.search.Words;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What an operator typed to find certificates.
 *
 * @param fields those besides the first, each with what it has
 * @param statuses what may be chosen
 * @param open whether more was given than what the first field has
 */
record SearchForm(
        String q, List<Field> fields, String status, List<String> statuses, String after, String before, boolean open) {

    /** @param name of the parameter, and the end of its key in the words */
    record Field(String name, String value) {}

    private static final List<String> STATUSES = List.of("valid", "not-yet-valid", "expired", "on-hold", "revoked");

    static SearchForm of(Words words) {
        List<Field> fields = List.of(
                new Field("name", words.name()),
                new Field("subject", words.subject()),
                new Field("serial", words.serial()),
                new Field("sha256", words.sha256()),
                new Field("spki", words.spki()),
                new Field("issuer", words.issuer()),
                new Field("requester", words.requester()));
        boolean more = fields.stream().anyMatch(field -> !field.value().isEmpty())
                || Stream.of(words.status(), words.expiresAfter(), words.expiresBefore())
                        .anyMatch(text -> !text.isEmpty());
        return new SearchForm(
                words.q(), fields, words.status(), STATUSES, words.expiresAfter(), words.expiresBefore(), more);
    }

    /** The address of a search. */
    static String address(String path, Words words) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
        for (Map.Entry<String, String> each : words.given().entrySet()) {
            address.queryParam(each.getKey(), "{" + each.getKey() + "}");
        }
        return address.encode().buildAndExpand(words.given()).toUriString();
    }
}

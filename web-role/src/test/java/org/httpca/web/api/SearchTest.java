package org.httpca.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.httpca.web.api.SubmitTest.assertProblem;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.pki.Octets;
import org.httpca.web.Csr;
import org.httpca.web.Http;
import org.httpca.web.Http.Answer;
import org.httpca.web.Published;
import org.httpca.web.WebUnderTest;
import org.httpca.web.token.Scope;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** As an operator's script meets it. */
class SearchTest {
    private static final String PATH = "/api/v1/certificates?";
    private static final WebUnderTest WEB = WebUnderTest.shared();
    private static final Http HTTP = WEB.http();
    private static final long FIRST = 0x5ea0000000L;
    private static String operator = "";

    @BeforeAll
    static void certificates() {
        operator = "Bearer " + WEB.token("searcher", Scope.OPERATOR);
        issue(0, "www.find.example");
        issue(1, "find.example");
        issue(2, "*.find.example");
        issue(3, "notfind.example");
        issue(4, "find.example.org.example");
        issue(5, "my-find.example");
        issue(6, "Zoë Under_score 100%");
        for (int i = 10; i < 22; i++) {
            issue(i, "n" + i + ".paged.example");
        }
        revoke(1, "superseded");
        revoke(2, "certificateHold");
    }

    private static X509CertificateHolder issue(int number, String name) {
        return Published.issue(WEB.owner(), FIRST + number, name, null);
    }

    private static void revoke(int number, String reason) {
        WEB.owner()
                .sql("insert into revocation values ('issuing', ?, 5, ?, '2026-11-21T10:00:00Z')")
                .params(Long.toHexString(FIRST + number), reason)
                .update();
    }

    private static Answer ask(String query) {
        return HTTP.get(PATH + query, "Authorization", operator);
    }

    private static JsonNode find(String query) {
        Answer answer = ask(query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static List<String> names(JsonNode page) {
        List<String> names = new ArrayList<>();
        page.get("certificates")
                .forEach(one -> names.add(one.get("names").get(0).asString()));
        return names;
    }

    private static List<String> names(String parameter, String value) {
        return names(find(parameter + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"q", "name"})
    void findsByNamesExactBelowAndFromTheirBeginning(String parameter) {
        assertThat(names(parameter, "find.example"))
                .containsExactly("find.example", "*.find.example", "www.find.example", "find.example.org.example");
        assertThat(names(parameter, "FIND.Example.")).hasSize(4);
        assertThat(names(parameter, "www.fi")).containsExactly("www.find.example");
        assertThat(names(parameter, "ind.example")).isEmpty();
        assertThat(names(parameter, "*.find.example")).containsExactly("*.find.example");
    }

    @Test
    void findsByTheCommonNameOfTheSubject() {
        assertThat(names("subject", "zoË under")).containsExactly("Zoë Under_score 100%");
        assertThat(names("q", "zoë UNDER")).hasSize(1);
        assertThat(names("subject", "CN=find.example")).containsExactly("find.example");
        assertThat(names("subject", "cn=find.exampl")).isEmpty();
        assertThat(names("subject", "nder_score")).as("not from within").isEmpty();
    }

    /** Nothing that was typed is a pattern, or SQL. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "%",
                "_",
                "www_find.example",
                "www.find.exampl_",
                "%.find.example",
                "\\",
                "' or '1'='1",
                "'; drop table certificate; --",
                "www.*",
                "www?find.example",
                "{fn now()}",
                "$1",
                "?",
                "\uD83D\uDE00"
            })
    void textIsText(String text) {
        for (String parameter : List.of("q", "name", "issuer", "requester")) {
            assertThat(names(parameter, text)).as(parameter).isEmpty();
        }
        assertThat(names("q", "www.find.example")).hasSize(1);
    }

    @Test
    void metacharactersAreFoundWhereTheyStand() {
        assertThat(names("q", "Zoë Under_score 100%")).hasSize(1);
        assertThat(names("q", "Zoë Under_score 100_")).isEmpty();
    }

    @Test
    void findsByNumbersInAnySpelling() {
        X509CertificateHolder certificate = issue(7, "numbers.example");
        String serial = Long.toHexString(FIRST + 7);
        String colons = "00:" + serial.replaceAll("(..)(?=.)", "$1:");
        String sha256 = Octets.of(Published.der(certificate)).sha256().hex();
        JsonNode found = find("serial=" + serial).get("certificates").get(0);
        assertThat(found.get("sha256").asString()).isEqualTo(sha256);
        String spki = found.get("publicKeySha256").asString();
        for (String each :
                List.of(serial, serial.toUpperCase(java.util.Locale.ROOT), colons, "0x" + serial, "000" + serial)) {
            assertThat(names("serial", each)).as(each).containsExactly("numbers.example");
            assertThat(names("q", each)).as(each).containsExactly("numbers.example");
        }
        String print = sha256.toUpperCase(java.util.Locale.ROOT).replaceAll("(..)(?=.)", "$1:");
        assertThat(names("q", print)).containsExactly("numbers.example");
        assertThat(names("sha256", print)).containsExactly("numbers.example");
        assertThat(names("q", spki)).containsExactly("numbers.example");
        assertThat(names("spki", spki)).containsExactly("numbers.example");
        assertThat(names("spki", sha256)).isEmpty();
        String almost = sha256.substring(0, 63) + (sha256.endsWith("0") ? "1" : "0");
        assertThat(names("q", almost)).as("the whole of it").isEmpty();
    }

    @Test
    void saysWhatBecameOfEach() {
        JsonNode found = find("q=find.example").get("certificates");
        assertThat(found.get(0).get("status").asString()).isEqualTo("revoked");
        assertThat(found.get(0).get("reason").asString()).isEqualTo("superseded");
        assertThat(found.get(0).get("since").asString()).isEqualTo("2026-11-21T10:00:00Z");
        assertThat(found.get(1).get("status").asString()).isEqualTo("on-hold");
        assertThat(found.get(2).get("status").asString()).isEqualTo("valid");
        assertThat(found.get(2).get("reason").isNull()).isTrue();
        assertThat(names(find("q=find.example&status=valid")))
                .containsExactly("www.find.example", "find.example.org.example");
        assertThat(names(find("q=find.example&status=revoked"))).containsExactly("find.example");
        assertThat(names(find("status=on-hold"))).contains("*.find.example").doesNotContain("find.example");
        assertThat(names(find("q=find.example&status=expired"))).isEmpty();
        assertThat(names(find("q=find.example&expiresBefore=2020-01-01"))).isEmpty();
        assertThat(names(find("q=find.example&expiresAfter=2020-01-01T00:00:00Z")))
                .hasSize(4);
        assertThat(names(find("q=find.example&issuer=issuing"))).hasSize(4);
        assertThat(names(find("q=find.example&issuer=other"))).isEmpty();
        String serial = "serial=" + Long.toHexString(FIRST);
        assertThat(names(find(serial + "&q=find.example"))).containsExactly("www.find.example");
        assertThat(names(find(serial + "&q=notfind.example")))
                .as("all must hold")
                .isEmpty();
        assertThat(names(find(serial + "&name=notfind.example"))).isEmpty();
    }

    @Test
    void findsByWhoAskedForIt() {
        String token = "Bearer " + WEB.token("asker", Scope.SUBMIT);
        String body = "{\"csr\": " + Csr.inJson("asked.example")
                + ", \"requester\": {\"name\": \"Ann Other\", \"email\": \"Ann@Example.org\"}}";
        String id = HTTP.postJson("/api/v1/requests", body, "Authorization", token)
                .json()
                .get("id")
                .asString();
        Published.issue(WEB.owner(), FIRST + 8, "asked.example", UUID.fromString(id));
        for (String who : List.of("token:asker", "ann@example.ORG", "ann other")) {
            assertThat(names("requester", who)).as(who).containsExactly("asked.example");
        }
        assertThat(names("requester", "ann")).isEmpty();
        JsonNode found = find("q=asked.example&requester=token:asker")
                .get("certificates")
                .get(0);
        assertThat(found.get("requestedBy").asString()).isEqualTo("token:asker");
        assertThat(found.get("requesterEmail").asString()).isEqualTo("Ann@Example.org");
        assertThat(found.toString())
                .as("whoever knows the id may see the request")
                .doesNotContain(id);
    }

    @Test
    void isPaged() {
        Answer first = ask("q=paged.example&limit=5");
        List<String> names = new ArrayList<>(names(first.json()));
        assertThat(names).hasSize(5);
        String link = first.header("Link");
        assertThat(link).endsWith("; rel=\"next\"").contains("/api/v1/certificates?q=paged.example&limit=5&page=");
        String query = link.substring(link.indexOf('?') + 1, link.indexOf('>'));
        assertThat(query).endsWith("page=" + first.json().get("next").asString());
        JsonNode second = find(query);
        names.addAll(names(second));
        JsonNode third =
                find("q=paged.example&limit=5&page=" + second.get("next").asString());
        names.addAll(names(third));
        assertThat(third.get("next").isNull()).isTrue();
        assertThat(names).hasSize(12).doesNotHaveDuplicates();
        assertThat(find("q=paged.example&limit=12").get("next").isNull())
                .as("a page that is full and the last")
                .isTrue();
    }

    @Test
    void isForOperatorsAlone() {
        assertProblem(HTTP.get(PATH + "q=find.example"), 401, "unauthorized");
        String reader = "Bearer " + WEB.token("search-reader", Scope.READ);
        Answer refused = HTTP.get(PATH + "q=find.example", "Authorization", reader);
        assertProblem(refused, 403, "forbidden");
        assertThat(refused.header("WWW-Authenticate")).contains("scope=\"operator\"");
        assertProblem(HTTP.get(PATH + "q=%00", "Authorization", reader), 403, "forbidden");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status=good | one of valid, not-yet-valid, expired, on-hold, revoked",
                "expiresBefore=tomorrow | 2027-01-31",
                "expiresAfter=2027-13-01 | 2027-01-31",
                "expiresAfter=-999999999-01-01T00:00:00Z | 2027-01-31",
                "serial=xyz | hexadecimal",
                "sha256=abc | 64 hexadecimal",
                "spki=abc | 64 hexadecimal",
                "subject=O=Example | common name",
                "subject=x=y=z | common name",
                "limit=0 | 1 to 200",
                "limit=201 | 1 to 200",
                "limit=many | 1 to 200",
                "page=2 | 'next'",
                "nmae=find.example | There are: expiresAfter, expiresBefore",
                "q=a&q=b | once",
                "q=a%00b | one line",
                "q=a%0Ab | one line",
            })
    void saysWhatToWriteInstead(String query, String words) {
        Answer answer = ask(query);
        assertProblem(answer, 400, "malformed");
        assertThat(answer.json().get("detail").asString()).contains(words);
    }

    @Test
    void whatIsTooLongIsRefused() {
        assertProblem(ask("q=" + "a".repeat(10_000)), 400, "malformed");
        assertThat(names("q", "a".repeat(255))).isEmpty();
    }
}

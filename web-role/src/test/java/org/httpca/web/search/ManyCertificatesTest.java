package org.httpca.web.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On a table that is large enough for a plan to matter. */
class ManyCertificatesTest {
    private static final String ELEVEN_DAYS = "expiresBefore=" + Instant.now().plus(Duration.ofDays(11));
    private static ManyCertificates many = ManyCertificates.fill();
    private static Search search = new Search(many.rows(), Clock.systemUTC(), 2, Duration.ZERO);

    @BeforeAll
    static void filled() {
        assertThat(many.owner()
                        .sql("select count(*) from certificate_name")
                        .query(Long.class)
                        .single())
                .isEqualTo(2L * ManyCertificates.COUNT);
    }

    private static Map<String, String[]> parameters(String query) {
        Map<String, String[]> parameters = new HashMap<>();
        for (String each : query.isEmpty() ? new String[0] : query.split("&")) {
            parameters.put(each.substring(0, each.indexOf('=')), new String[] {each.substring(each.indexOf('=') + 1)});
        }
        return parameters;
    }

    private static Words words(String query) {
        return Words.of(parameters(query)).orElseThrow();
    }

    private static Page find(String query) {
        return search.find(words(query)).orElseThrow();
    }

    /** Every page of it, as often as there is a next one. */
    private static List<Found> all(String query) {
        List<Found> all = new ArrayList<>();
        Page page = find(query);
        all.addAll(page.certificates());
        while (page.next() != null) {
            page = search.find(words(query).next(page.next())).orElseThrow();
            all.addAll(page.certificates());
        }
        return all;
    }

    /** The beginning of each way and a place in its middle, as the role plans them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "q=example.org",
                "q=deadbeef",
                "q=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "name=www.n7",
                "serial=AB:CD",
                "sha256=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "spki=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "subject=www.n77",
                "subject=CN=www.n77.h77.example.org",
                "issuer=other",
                "requester=token:robot-3",
                "q=example.org&requester=token:robot-3",
                "status=valid",
                "status=not-yet-valid",
                "status=expired",
                "status=revoked",
                "status=on-hold",
                "expiresAfter=2027-01-01",
                "expiresBefore=2027-01-01"
            })
    void nothingIsReadWhole(String query) {
        Query read = Reading.query(words(query), 200, 50, Instant.now()).orElseThrow();
        for (Stage stage : read.stages()) {
            for (int piece : new int[] {51, 1000}) {
                assertGoesAlong(plan(stage.scan(), List.of(), read.requester(), piece));
                List<String> key = stage.scan().types().stream()
                        .map(type -> type == Scan.Type.NUMBER ? "1000" : "m")
                        .toList();
                assertGoesAlong(plan(stage.scan(), key, read.requester(), piece));
            }
        }
    }

    /** One sort puts a piece in order after its joins; and where one index is for what is looked for, no other is gone along. */
    private static void assertGoesAlong(String plan) {
        assertThat(plan.replace("Sort Key: (row_number() OVER", ""))
                .doesNotContain("Seq Scan", "Sort Key", "Bitmap", "Hash", "Merge Join", "Filter: (serial");
    }

    private static String plan(Scan scan, List<String> key, String requester, int most) {
        List<String> lines = many.reading().execute(status -> {
            many.jdbc().sql(SearchRows.SETTINGS).update();
            return many.jdbc()
                    .sql("explain " + scan.sql(!key.isEmpty()))
                    .params(scan.parameters(requester, key, most))
                    .query(String.class)
                    .list();
        });
        return String.join("\n", Objects.requireNonNull(lines));
    }

    /** Counted by another way in the database. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "q=h13.example.org | identifiers::text like '%.h13.example.org%'",
                "name=N13.H13.Example.Org. | 'n13.h13.example.org' = any(identifiers)",
                "name=www.n4242 | identifiers[1] like 'www.n4242%'",
                "subject=www.n4242 | subject like 'CN=www.n4242%'",
                "status=revoked | number % 50 = 0 and number % 25000 <> 0",
                "status=on-hold | number % 25000 = 0",
                "status=expired | not_after < now() and number % 50 <> 0",
                "issuer=other | issuer = 'other'",
                "issuer=other&status=valid | issuer = 'other' and number % 50 <> 0 and not_after > now()",
                "requester=TOKEN:robot-3&q=h13.example.org | number % 7 = 3 and identifiers::text like '%.h13.example.org%'",
                "spki=_ | spki_sha256 = repeat(md5('k1'), 2)",
            })
    void eachIsFoundOnce(String query, String condition) {
        String spki = many.owner()
                .sql("select repeat(md5('k1'), 2)")
                .query(String.class)
                .single();
        List<String> found = all(query.replace("_", spki) + "&limit=200").stream()
                .map(Found::serial)
                .toList();
        assertThat(found).doesNotHaveDuplicates().isNotEmpty();
        assertThat(found)
                .hasSize(many.owner()
                        .sql("select count(*)::int from certificate where " + condition)
                        .query(Integer.class)
                        .single());
    }

    @Test
    void whatEndsBetweenComesInThatOrder() {
        List<Found> found =
                all(ELEVEN_DAYS + "&expiresAfter=" + Instant.now().plus(Duration.ofDays(10)) + "&limit=100");
        assertThat(found).hasSizeBetween(1430, 1441);
        assertThat(found).isSortedAccordingTo(Comparator.comparing(Found::notAfter));
    }

    /** A filter that hardly anything passes, on a way along everything. */
    @Test
    void whatIsLookedAtForAPageIsBounded() {
        Page page = find("q=example.org&status=on-hold");
        assertThat(page.certificates()).hasSizeLessThanOrEqualTo(2);
        assertThat(page.next()).as("all is not seen at once").isNotNull();
        assertThat(all("q=example.org&status=on-hold&limit=10")).hasSize(2);
    }

    @Test
    void pagesNeitherSkipNorRepeatWhileCertificatesCome() {
        String query = "q=h14.example.org&limit=7";
        List<String> before = all(query).stream().map(Found::serial).toList();
        List<String> seen = new ArrayList<>();
        Page page = find(query);
        int round = 0;
        while (true) {
            page.certificates().forEach(found -> seen.add(found.serial()));
            if (page.next() == null) {
                break;
            }
            String name = (round % 2 == 0 ? "a" : "z") + round++ + ".h14.example.org";
            many.owner().sql("""
                            with added as (insert into certificate (issuer, serial, der, subject, identifiers, key_label, spki_sha256,
                            sha256, not_before, not_after, received_at) values ('issuing', ?, '', '', array[?], '', '', '', now(),
                            now() + interval '1 day', now()) returning number, identifiers)
                            insert into certificate_name select identifiers[1], number from added""").params("fade" + round, name).update();
            page = search.find(words(query).next(page.next())).orElseThrow();
        }
        assertThat(seen).doesNotHaveDuplicates().containsAll(before);
        many.owner()
                .sql("delete from certificate_name where name like '%.h14.example.org' and name ~ '^[az]'")
                .update();
        many.owner().sql("delete from certificate where serial like 'fade%'").update();
    }

    @Test
    void aPlaceIsGoodForItsOwnSearchAlone() {
        String next = Objects.requireNonNull(find("q=example.org").next());
        for (String page :
                List.of(next + "x", next.substring(1), "1", "....", next.replace(".", "!"), "x".repeat(255))) {
            assertRefused(search.find(words("q=example.org").next(page)), "page");
        }
        assertRefused(search.find(words("q=example.com").next(next)), "page");
        String numbers = Objects.requireNonNull(find("").next());
        String mark = numbers.substring(0, numbers.indexOf('.'));
        assertRefused(search.find(words("").next(mark + ".0.YWJj")), "page");
        assertRefused(search.find(words("").next(mark + ".7")), "page");
    }

    private static void assertRefused(Result<Page> outcome, String parameter) {
        Problem problem = ((Result.Refused<Page>) outcome).problem();
        assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED);
        assertThat(problem.detail()).contains("'" + parameter + "'");
    }

    @Test
    void whoeverComesWhileTooManySearchIsToldSo() {
        Search busy = new Search(many.rows(), Clock.systemUTC(), 0, Duration.ZERO);
        assertUnavailable(busy.find(words("q=example.org")), "Others are searching");
    }

    /** A lock stands in for whatever makes the database slow. */
    @Test
    void whatTakesTooLongIsGivenUp() throws Exception {
        try (Connection other = many.connection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table certificate_name in access exclusive mode");
            assertUnavailable(search.find(words("q=example.org")), "took too long");
            other.rollback();
        }
        assertThat(find("q=example.org").certificates()).hasSize(50);
    }

    private static void assertUnavailable(Result<Page> outcome, String detail) {
        Problem problem = ((Result.Refused<Page>) outcome).problem();
        assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE);
        assertThat(problem.detail()).contains(detail);
    }
}

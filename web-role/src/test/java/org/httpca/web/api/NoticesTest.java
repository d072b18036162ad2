package org.httpca.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.httpca.web.api.SubmitTest.assertProblem;

import java.util.ArrayList;
import java.util.List;
import org.httpca.web.Http;
import org.httpca.web.Http.Answer;
import org.httpca.web.WebUnderTest;
import org.httpca.web.token.Scope;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** As a script follows the notices. */
class NoticesTest {
    private static final String PATH = "/api/v1/notices";
    private static final WebUnderTest WEB = WebUnderTest.shared();
    private static final Http HTTP = WEB.http();
    private static String operator = "";
    private static long before;

    @BeforeAll
    static void notices() {
        operator = "Bearer " + WEB.token("follower", Scope.OPERATOR);
        before = WEB.owner()
                .sql("select coalesce(max(number), 0) from notice")
                .query(Long.class)
                .single();
        add(1, 250);
    }

    private static void add(int first, int last) {
        WEB.owner().sql("""
                        insert into notice (issuer, serial, ahead_seconds, subject, identifiers, sha256, not_after, profile, requested_by,
                            email, made_at)
                        select 'issuing', 'f0' || to_hex(n), 604800, 'CN=n.example', '{n.example,m.example}', repeat('a', 64),
                            '2026-12-06T10:00:00Z', 'server', 'token:deploy', '<b>@example.org', '2026-11-29T10:00:00Z'
                        from generate_series(?::int, ?::int) n""").params(first, last).update();
    }

    private static JsonNode read(long after) {
        Answer answer = HTTP.get(PATH + "?after=" + after, "Authorization", operator);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        return answer.json();
    }

    @Test
    void whoeverFollowsGetsEachOnceAndWhatComesLater() {
        List<String> serials = new ArrayList<>();
        List<Integer> pages = new ArrayList<>();
        long after = before;
        for (int turn = 0; turn < 5; turn++) {
            if (turn == 4) {
                add(251, 252);
            }
            JsonNode page = read(after);
            pages.add(page.get("notices").size());
            page.get("notices").forEach(one -> serials.add(one.get("serial").asString()));
            after = page.get("next").asLong();
        }
        assertThat(pages).containsExactly(100, 100, 50, 0, 2);
        assertThat(serials)
                .hasSize(252)
                .doesNotHaveDuplicates()
                .startsWith("f01")
                .endsWith("f0fc");
    }

    @Test
    void aNoticeSaysWhatEndsWhenAndWhoAskedForIt() {
        JsonNode one = read(before).get("notices").get(0);
        assertThat(one.get("issuer").asString()).isEqualTo("issuing");
        assertThat(one.get("names").get(1).asString()).isEqualTo("m.example");
        assertThat(one.get("notAfter").asString()).isEqualTo("2026-12-06T10:00:00Z");
        assertThat(one.get("at").asString()).isEqualTo("2026-11-29T10:00:00Z");
        assertThat(one.get("aheadSeconds").asInt()).isEqualTo(604800);
        assertThat(one.get("requestedBy").asString()).isEqualTo("token:deploy");
        assertThat(one.get("requesterEmail").asString()).isEqualTo("<b>@example.org");
    }

    @Test
    void itIsForOperators() {
        assertProblem(HTTP.get(PATH), 401, "unauthorized");
        String reader = "Bearer " + WEB.token("no-follower", Scope.READ);
        assertProblem(HTTP.get(PATH, "Authorization", reader), 403, "forbidden");
    }

    @Test
    void whatIsNoNumberIsRefused() {
        assertThat(HTTP.get(PATH + "?after=-1", "Authorization", operator).status())
                .isEqualTo(400);
        assertThat(HTTP.get(PATH + "?after=x", "Authorization", operator).status())
                .isEqualTo(400);
        assertThat(HTTP.get(PATH + "?after=99999999999999999999", "Authorization", operator)
                        .status())
                .isEqualTo(400);
    }
}

package org.httpca.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.httpca.web.api.SubmitTest.assertProblem;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.httpca.log.ConsistencyProof;
import org.httpca.log.InclusionProof;
import org.httpca.log.TreeHash;
import org.httpca.pki.Octets;
import org.httpca.web.Http;
import org.httpca.web.PublishedEntries;
import org.httpca.web.WebUnderTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LogTest {
    private static final WebUnderTest WEB = WebUnderTest.shared();
    private static final Http HTTP = WEB.http();
    private static final String LOG = "/api/v1/log";
    private static final int SIZE = 1300;

    private static List<Octets> roots = List.of();

    @BeforeAll
    static void publish() {
        roots = PublishedEntries.ofLog(WEB.owner(), SIZE);
    }

    @Test
    void showsTheHead() {
        JsonNode head = HTTP.get(LOG).json();
        assertThat(head.get("size").asLong()).isEqualTo(SIZE);
        assertThat(head.get("root").asString()).isEqualTo(roots.get(SIZE).hex());
        assertThat(head.get("at").asString()).isEqualTo("2026-11-22T10:00:00Z");
        assertThat(head.get("head").asString()).isEqualTo("ey." + SIZE);
    }

    @Test
    void showsEntriesAThousandAtATime() {
        List<String> entries = new ArrayList<>();
        for (int pages = 0; pages < 3; pages++) {
            JsonNode page = HTTP.get(LOG + "/entries?from=" + entries.size()).json();
            assertThat(page.get("from").asLong()).isEqualTo(entries.size());
            texts(page.get("entries")).forEach(entries::add);
        }
        assertThat(entries).hasSize(SIZE);
        assertThat(entries.get(SIZE - 1))
                .isEqualTo(PublishedEntries.entry(SIZE - 1).text());
        assertProblem(HTTP.get(LOG + "/entries?from=-1"), 400, "malformed");
        assertProblem(HTTP.get(LOG + "/entries?from=" + Long.MAX_VALUE), 400, "malformed");
        assertProblem(HTTP.get(LOG + "/entries?from=first"), 400, "malformed");
    }

    @Test
    void provesWhatItHasAboutACertificate() {
        for (int number : List.of(0, 1, 255, 256, 700, SIZE - 1)) {
            Octets sha256 = PublishedEntries.entry(number).sha256();
            JsonNode proven = HTTP.get(LOG + "/certificates/" + sha256.hex()).json();
            assertThat(proven.get("head").get("size").asLong()).isEqualTo(SIZE);
            JsonNode only = proven.get("entries").get(0);
            assertThat(proven.get("entries").size()).isEqualTo(1);
            InclusionProof proof = new InclusionProof(only.get("index").asLong(), SIZE, hashes(only.get("path")));
            assertThat(proof.index()).isEqualTo(number);
            assertThat(proof.holds(TreeHash.leaf(only.get("entry").asString()), roots.get(SIZE)))
                    .isTrue();
        }
        String none = LOG + "/certificates/" + "00".repeat(32);
        assertProblem(HTTP.get(none), 404, "not-found");
        assertProblem(HTTP.get(LOG + "/certificates/00"), 400, "malformed");
        assertProblem(HTTP.get(LOG + "/certificates/" + "zz".repeat(32)), 400, "malformed");
    }

    @Test
    void provesThatItOnlyGrew() {
        for (int first : List.of(1, 2, 255, 256, 513, 1299, SIZE)) {
            JsonNode json = HTTP.get(LOG + "/consistency?first=" + first + "&second=" + SIZE)
                    .json();
            ConsistencyProof proof = new ConsistencyProof(first, SIZE, hashes(json.get("path")));
            assertThat(proof.holds(roots.get(first), roots.get(SIZE))).isTrue();
        }
        for (String sizes :
                List.of("first=0&second=5", "first=6&second=5", "first=1&second=" + (SIZE + 1), "first=1")) {
            assertProblem(HTTP.get(LOG + "/consistency?" + sizes), 400, "malformed");
        }
    }

    private static List<Octets> hashes(JsonNode array) {
        return texts(array).stream().map(Octets::ofHex).toList();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }
}

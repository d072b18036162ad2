package org.httpca.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.httpca.bench.Outcome.Kind;
import org.httpca.message.MessageJson;
import org.httpca.pki.Octets;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;

class ReportTest {

    private static final Octets NOTHING = Octets.of(new byte[0]);
    private static final Applicant SOMEBODY = new Applicant("n1.bench.test", NOTHING, NOTHING);

    @Test
    void percentiles_are_latencies_that_somebody_had() {
        List<Outcome> hundred = new ArrayList<>();
        for (int i = 100; i >= 1; i--) {
            hundred.add(issued(0, i));
        }
        Latencies latencies = Latencies.of(hundred);
        assertThat(latencies.percentile(50)).isEqualTo(50);
        assertThat(latencies.percentile(95)).isEqualTo(95);
        assertThat(latencies.percentile(99)).isEqualTo(99);
        assertThat(latencies.percentile(99.5)).isEqualTo(100);
        assertThat(latencies.max()).isEqualTo(100);
        assertThat(Latencies.of(List.of(issued(0, 7))).percentile(1)).isEqualTo(7);
        assertThat(Latencies.of(List.of()).max()).isZero();
    }

    @Test
    void the_json_has_the_promised_fields() {
        Report report = new Report(
                new Checked(
                        List.of(issued(0, 500), issued(250, 750), ended(Kind.REJECTED, 1000), ended(Kind.LOST, 2000)),
                        1),
                Map.of("cores", 2));
        JsonNode json = MessageJson.mapper().readTree(report.json());
        assertThat(json.propertyNames())
                .containsExactly(
                        "requests",
                        "issued",
                        "rejected",
                        "lost",
                        "duplicates",
                        "seconds",
                        "perSecond",
                        "latencyMs",
                        "environment");
        assertThat(json.path("latencyMs").propertyNames()).containsExactly("p50", "p95", "p99", "max");
        assertThat(json.path("requests").asInt()).isEqualTo(4);
        assertThat(json.path("issued").asInt()).isEqualTo(2);
        assertThat(json.path("rejected").asInt()).isEqualTo(1);
        assertThat(json.path("lost").asInt()).isEqualTo(1);
        assertThat(json.path("duplicates").asInt()).isEqualTo(1);
        assertThat(json.path("seconds").asDouble()).isEqualTo(2);
        assertThat(json.path("perSecond").asDouble()).isEqualTo(1);
        assertThat(json.path("latencyMs").path("max").asDouble()).isEqualTo(500);
        assertThat(json.path("environment").path("cores").asInt()).isEqualTo(2);
        assertThat(report.isClean()).isFalse();
    }

    @Test
    void the_table_says_why_requests_were_lost() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        new Report(
                        new Checked(List.of(issued(0, 5), ended(Kind.LOST, 9), ended(Kind.LOST, 9)), 0),
                        Map.of("kernel", "Linux 1"))
                .print(new PrintStream(said, true, StandardCharsets.UTF_8));
        assertThat(said.toString(StandardCharsets.UTF_8)).isEqualTo("""
                requests           3
                issued             1
                rejected           0
                lost               2
                duplicates         0
                seconds            0.0
                per second         111.1
                latency, ms        p50 5   p95 5   p99 5   max 5
                kernel             Linux 1
                  2 times: because
                """);
    }

    @Test
    void the_picture_is_well_formed_and_shows_every_slice() throws Exception {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            outcomes.add(issued(i * 10, i * 10 + 20 + i % 50));
        }
        Element svg = parsed(Picture.of(outcomes, "5 < 6 & \"more\""));
        assertThat(svg.getTagName()).isEqualTo("svg");
        assertThat(svg.getAttribute("aria-label")).isEqualTo("5 < 6 & \"more\"");
        assertThat(svg.getElementsByTagName("polyline").getLength()).isEqualTo(3);
        assertThat(svg.getElementsByTagName("rect").getLength()).isEqualTo(20);
        assertThat(svg.getElementsByTagName("script").getLength()).isZero();
    }

    @Test
    void there_is_a_picture_of_nothing_too() throws Exception {
        String picture = Picture.of(List.of(), "nothing");
        assertThat(picture).doesNotContain("NaN", "Infinity");
        assertThat(parsed(picture).getTagName()).isEqualTo("svg");
    }

    private static Element parsed(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
    }

    private static Outcome issued(long startedMillis, long endedMillis) {
        return new Outcome(SOMEBODY, Kind.ISSUED, startedMillis * 1_000_000, endedMillis * 1_000_000, NOTHING, "");
    }

    private static Outcome ended(Kind kind, long endedMillis) {
        return new Outcome(SOMEBODY, kind, 0, endedMillis * 1_000_000, NOTHING, "because");
    }
}

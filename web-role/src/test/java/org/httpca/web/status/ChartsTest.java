package org.httpca.web.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.httpca.pki.Octets;
import org.httpca.web.Csr;
import org.httpca.web.Http.Answer;
import org.httpca.web.Published;
import org.httpca.web.SettableClock;
import org.httpca.web.WebUnderTest;
import org.httpca.web.status.ChartsView.Period;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Counted in a year in which nothing else is. */
class ChartsTest {
    private static final WebUnderTest WEB = WebUnderTest.shared();
    private static final Instant NOON = Instant.parse("2035-05-16T12:00:00Z"); // a Wednesday
    private static long nextSerial = 0xc4a27000L;

    private final SettableClock clock = new SettableClock(NOON);
    private final Charts charts = new Charts(rows(), clock);

    private static ChartRows rows() {
        DataSource database = WEB.bean(DataSource.class);
        TransactionTemplate reading = new TransactionTemplate(new DataSourceTransactionManager(database));
        reading.setReadOnly(true);
        return new ChartRows(JdbcClient.create(database), reading);
    }

    @BeforeAll
    static void certificates() {
        issue("2035-05-16T00:00:00Z", "2035-05-20T23:59:59Z");
        issue("2035-05-15T23:59:59Z", "2035-05-21T00:00:00Z");
        issue("2035-04-17T00:00:00Z", "2035-08-12T23:59:59Z");
        issue("2035-04-16T23:59:59Z", "2035-08-13T00:00:00Z");
        String revoked = issue("2035-05-01T10:00:00Z", "2035-06-01T00:00:00Z");
        String held = issue("2035-05-01T11:00:00Z", "2035-06-01T00:00:00Z");
        String released = issue("2035-05-01T12:00:00Z", "2035-06-01T00:00:00Z");
        revocation(revoked, "superseded");
        revocation(held, "certificateHold");
        revocation(released, null);
    }

    private static String issue(String from, String to) {
        long serial = nextSerial++;
        Published.issueTo(
                WEB.owner(),
                serial,
                UUID.randomUUID(),
                Octets.of(Csr.der("chart.example")),
                Instant.parse(from),
                Instant.parse(to));
        return Long.toHexString(serial);
    }

    private static void revocation(String serial, @Nullable String reason) {
        WEB.owner()
                .sql("insert into revocation values ('issuing', ?, 5, ?::text, '2035-05-02T10:00:00Z')")
                .param(serial)
                .param(reason)
                .update();
    }

    @BeforeEach
    void count() {
        assertThat(charts.current().issued()).as("before anything was counted").isEmpty();
        charts.count();
    }

    @Test
    void daysAreThoseOfUtcAndTodayIsTheLast() {
        List<Period> issued = charts.current().issued();
        assertThat(issued).hasSize(30);
        assertThat(issued.get(29)).isEqualTo(new Period(LocalDate.parse("2035-05-16"), 1L));
        assertThat(issued.get(28)).isEqualTo(new Period(LocalDate.parse("2035-05-15"), 1L));
        assertThat(issued.get(0)).isEqualTo(new Period(LocalDate.parse("2035-04-17"), 1L));
        assertThat(on(issued, "2035-05-01")).hasValue(3L);
        assertThat(issued.stream()
                        .mapToLong(each -> Objects.requireNonNull(each.count()))
                        .sum())
                .as("and nothing else")
                .isEqualTo(6);
    }

    @Test
    void weeksBeginOnMondayAndHaveTheGoodOnesAlone() {
        List<Period> expiring = charts.current().expiring();
        assertThat(expiring).hasSize(13);
        assertThat(expiring.get(0)).isEqualTo(new Period(LocalDate.parse("2035-05-14"), 1L));
        assertThat(expiring.get(1)).isEqualTo(new Period(LocalDate.parse("2035-05-21"), 1L));
        assertThat(on(expiring, "2035-05-28")).as("one is released").hasValue(1L);
        assertThat(expiring.get(12)).isEqualTo(new Period(LocalDate.parse("2035-08-06"), 1L));
    }

    @Test
    void aCountIsMadeAgainAfterAMinuteAndThatOfADayThatIsOverIsNot() {
        long before = on(charts.current().issued(), "2035-05-16").orElseThrow();
        long old = on(charts.current().issued(), "2035-05-10").orElseThrow();
        List<String> late = List.of(
                issue("2035-05-16T01:00:00Z", "2036-01-01T00:00:00Z"),
                issue("2035-05-10T01:00:00Z", "2036-01-01T00:00:00Z"));
        try {
            charts.count();
            assertThat(on(charts.current().issued(), "2035-05-16"))
                    .as("not yet")
                    .hasValue(before);
            clock.set(NOON.plusSeconds(61));
            charts.count();
            assertThat(on(charts.current().issued(), "2035-05-16")).hasValue(before + 1);
            assertThat(on(charts.current().issued(), "2035-05-10")).hasValue(old);
            clock.set(NOON.plus(Duration.ofDays(1)));
            charts.count();
            assertThat(charts.current().issued().get(29).from()).isEqualTo(LocalDate.parse("2035-05-17"));
            assertThat(charts.current().issued()).hasSize(30);
        } finally {
            late.forEach(serial -> WEB.owner()
                    .sql("delete from certificate where serial = ?")
                    .param(serial)
                    .update());
        }
    }

    @Test
    void whatWaitsIsCountedByItsAge() {
        clock.set(Instant.now());
        charts.count();
        long before = Objects.requireNonNull(charts.current().waiting().get("week"));
        String id = WEB.http()
                .post("/api/v1/requests", "application/pkcs10", Csr.der("waits.example"))
                .json()
                .get("id")
                .asString();
        WEB.owner()
                .sql("update request set submitted_at = ? where id = ?::uuid")
                .params(Timestamp.from(clock.instant().minus(Duration.ofDays(3))), id)
                .update();
        charts.count();
        assertThat(charts.current().waiting().keySet()).containsExactlyElementsOf(ChartsView.AGES);
        assertThat(charts.current().waiting().get("week")).isEqualTo(before + 1);
    }

    /** The loop of the role counts as well: page and API show what it found. */
    @Test
    void everybodySeesThem() {
        WEB.bean(Charts.class).count();
        Answer page = WEB.http().get("/status", "Accept", "text/html");
        assertThat(page.text())
                .contains("Issued each day", "Ending each week", "Requests that wait", "<rect class=\"column\"");
        Answer json = WEB.http().get("/api/v1/status");
        assertThat(json.json().get("charts").get("issued").size()).isEqualTo(30);
        assertThat(json.json().get("charts").get("issued").get(29).get("from").asString())
                .matches("\\d{4}-\\d\\d-\\d\\d");
        assertThat(json.json().get("charts").get("expiring").size()).isEqualTo(13);
    }

    private static Optional<Long> on(List<Period> periods, String day) {
        return periods.stream()
                .filter(period -> period.from().equals(LocalDate.parse(day)))
                .findFirst()
                .map(Period::count);
    }
}

package org.httpca.worker.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which certificates are told of, when, and how often. */
class ExpiryNoticesTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private static final String[] WHOLE = {
        "Seq Scan on certificate ", "Seq Scan on certificate_name", "Seq Scan on request"
    };

    private final Told side = new Told();
    private final ExpiryNotices finder = side.finder();

    @BeforeEach
    void theFirstTurn() {
        finder.run();
    }

    @AfterEach
    void close() {
        side.close();
    }

    @Test
    void eachTimeAheadIsToldOfOnceAsItComes() {
        String serial = side.ends(Duration.ofDays(40), "a.example");
        List<String> told = new ArrayList<>();
        for (int day = 0; day <= 45; day++) {
            finder.run();
            finder.run();
            side.told().stream().skip(told.size()).toList().forEach(told::add);
            if (day == 9) {
                assertThat(told).isEmpty();
            }
            if (day == 10) {
                assertThat(told).containsExactly(serial + " 720");
            }
            side.clock.move(DAY);
        }
        assertThat(told).containsExactly(serial + " 720", serial + " 336", serial + " 168", serial + " 24");
    }

    @Test
    void afterALongOutageTheNearestTimeAloneIsToldOf() {
        String far = side.ends(Duration.ofDays(60), "far.example");
        String near = side.ends(Duration.ofDays(45), "near.example");
        side.ends(Duration.ofDays(35), "ended.example");
        side.clock.move(Duration.ofDays(40));
        finder.run();
        assertThat(side.told()).containsExactlyInAnyOrder(far + " 720", near + " 168");
        side.clock.move(Duration.ofDays(4).plus(HOUR));
        finder.run();
        assertThat(side.told()).containsExactlyInAnyOrder(far + " 720", near + " 168", near + " 24");
    }

    @Test
    void whatHadComeNearBeforeTheFirstTurnIsNotToldOfForThatTime() {
        String serial = side.ends(Duration.ofDays(8), "a.example");
        finder.run();
        assertThat(side.told()).isEmpty();
        side.clock.move(DAY.plus(HOUR));
        finder.run();
        assertThat(side.told()).containsExactly(serial + " 168");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            1,
            6,   24
            21,  168 24
            47,  336 168 24
            90,  720 336 168 24
            365, 720 336 168 24
            """)
    void aTimeCountsInTheLastThirdOfALifeAlone(int days, String hours) {
        Instant end = Told.START.plus(Duration.ofDays(days)).plus(HOUR);
        side.web.issued("a.example", end.minus(Duration.ofDays(days)), end, null, null);
        for (int day = 0; day <= days; day++) {
            finder.run();
            side.clock.move(DAY);
        }
        String told = String.join(
                " ",
                side.told().stream()
                        .map(each -> each.substring(each.indexOf(' ') + 1))
                        .toList());
        assertThat(told).isEqualTo(hours == null ? "" : hours);
    }

    @ParameterizedTest
    @ValueSource(strings = {"superseded", "certificateHold"})
    void whatIsRevokedOrOnHoldIsNotToldOf(String reason) {
        String serial = side.ends(Duration.ofDays(35), "revoked.example");
        String other = side.ends(Duration.ofDays(35), "other.example");
        side.web.revoked(serial, reason);
        side.clock.move(Duration.ofDays(6));
        finder.run();
        assertThat(side.told()).containsExactly(other + " 720");
    }

    @Test
    void whatItsRequesterHasRenewedIsNotToldOf() {
        side.ends(Duration.ofDays(35), "renewed.example", "token:deploy", null);
        side.ends(Duration.ofDays(35), "form.example", null, "Ann@Example.org");
        side.ends(Duration.ofDays(95), "renewed.example", "token:deploy", null);
        side.ends(Duration.ofDays(95), "form.example", null, "ann@example.org");
        side.clock.move(Duration.ofDays(6));
        finder.run();
        assertThat(side.told()).isEmpty();
    }

    @Test
    void whatItsHolderHasRenewedIsNotToldOf() {
        String old = side.ends(Duration.ofDays(35), "holder.example", "token:deploy", null);
        String nameless = side.ends(Duration.ofDays(35), "nameless.example");
        side.web.jdbc.update("UPDATE certificate SET subject = '', identifiers = '{}' WHERE serial = ?", nameless);
        for (String each : List.of(old, nameless)) {
            String next = side.ends(Duration.ofDays(95), "holder.example", null, null);
            side.web.replaces(side.web.requestOf(next), each);
        }
        side.clock.move(Duration.ofDays(6));
        finder.run();
        assertThat(side.told()).isEmpty();
    }

    @Test
    void aRenewalThatCameToNothingIsNone() {
        String asked = side.ends(Duration.ofDays(35), "asked.example");
        side.web.replaces(side.web.request().requestId(), asked);
        String undone = side.ends(Duration.ofDays(35), "undone.example");
        String next = side.ends(Duration.ofDays(95), "undone.example", null, null);
        side.web.replaces(side.web.requestOf(next), undone);
        side.web.revoked(next, "superseded");
        String shorter = side.ends(Duration.ofDays(35), "shorter.example");
        side.web.replaces(side.web.requestOf(side.ends(Duration.ofDays(33), "shorter.example", null, null)), shorter);
        side.clock.move(Duration.ofDays(6));
        finder.run();
        assertThat(side.told()).contains(asked + " 720", undone + " 720", shorter + " 720");
    }

    @Test
    void whatLooksRenewedAndIsNotIsToldOf() {
        List<String> expected = new ArrayList<>();
        expected.add(side.ends(Duration.ofDays(35), "others.example", "token:deploy", null) + " 720");
        side.ends(Duration.ofDays(95), "others.example", "token:somebody", null);
        expected.add(side.ends(Duration.ofDays(35), "strangers.example", null, "ann@example.org") + " 720");
        side.ends(Duration.ofDays(95), "strangers.example", null, "bob@example.org");
        expected.add(side.ends(Duration.ofDays(35), "undone.example") + " 720");
        side.web.revoked(side.ends(Duration.ofDays(95), "undone.example"), "superseded");
        side.ends(Duration.ofDays(95), "earlier.example"); // issued before, though it ends later
        expected.add(side.ends(Duration.ofDays(35), "earlier.example") + " 720");
        expected.add(side.ends(Duration.ofDays(35), "narrower.example") + " 720");
        side.web.jdbc.update(
                "UPDATE certificate SET identifiers = '{narrower.example,www.narrower.example}' WHERE serial = ?",
                expected.get(4).split(" ")[0]);
        side.ends(Duration.ofDays(95), "narrower.example");
        side.clock.move(Duration.ofDays(6));
        finder.run();
        assertThat(side.told()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void twoWorkersAtTheSameTimeTellOfEachOnceInTheOrderOfTheNumbers() throws Exception {
        for (int i = 0; i < 1_300; i++) {
            side.ends(Duration.ofDays(31).plusMinutes(i), "n" + i + ".example");
        }
        side.clock.move(Duration.ofDays(2));
        ExecutorService workers = Executors.newFixedThreadPool(2);
        try {
            CountDownLatch ready = new CountDownLatch(2);
            List<Future<Integer>> turns = new ArrayList<>();
            for (ExpiryNotices worker : List.of(side.finder(Told.hooked("ops")), side.finder(Told.hooked("ops")))) {
                turns.add(workers.submit(() -> {
                    ready.countDown();
                    ready.await();
                    int looked = 0;
                    for (int turn = 0; turn < 20; turn++) {
                        looked += worker.run();
                    }
                    return looked;
                }));
            }
            assertThat(turns.get(0).get() + turns.get(1).get()).isEqualTo(1_300);
        } finally {
            workers.shutdownNow();
        }
        assertThat(side.told()).hasSize(1_300).doesNotHaveDuplicates();
        assertThat(side.states("webhook/ops")).hasSize(1_300);
    }

    @Test
    void aClockThatWasWrongHasNothingToldTwice() {
        String serial = side.ends(Duration.ofDays(31), "a.example");
        side.clock.move(Duration.ofDays(2));
        finder.run();
        side.clock.set(Told.START.minus(Duration.ofDays(300)));
        finder.run();
        side.clock.set(Told.START.plus(Duration.ofDays(2)));
        finder.run();
        side.clock.move(DAY);
        finder.run();
        assertThat(side.told()).containsExactly(serial + " 720");
        String later = side.ends(Duration.ofDays(34), "b.example");
        side.clock.move(DAY.plus(HOUR));
        finder.run();
        assertThat(side.told()).containsExactly(serial + " 720", later + " 720");
    }

    @Test
    void aCommandThatCannotBeReadSaysNothingOfAPerson() {
        assertThat(EndingCertificates.STRETCH).doesNotContain("::json");
        String serial = side.ends(Duration.ofDays(31), "a.example");
        side.web.breakCommandOf(serial);
        side.clock.move(Duration.ofDays(2));
        finder.run();
        assertThat(side.told()).containsExactly(serial + " 720");
    }

    @Test
    void itReadsAlongIndexes() {
        side.web.fill(30_000, Told.START.plus(Duration.ofDays(31)), Duration.ofMinutes(30));
        String stretch = side.web.plan(EndingCertificates.STRETCH
                .replaceFirst("\\(\\?, \\?\\)", "('2027-01-01', 5)")
                .replaceFirst("\\?", "'2027-01-02'")
                .replaceFirst("\\?", "500"));
        assertThat(stretch).contains("Index Scan using certificate_not_after").doesNotContain(WHOLE);
        String renewed = side.web.plan(Renewals.RENEWED
                .replaceFirst("= \\?", "= 'n17.example'")
                .replaceFirst("< \\?", "< -17")
                .replaceFirst("LIMIT \\?", "LIMIT 100")
                .replaceFirst("> \\?", "> '2027-01-01'")
                .replaceFirst("@> \\?", "@> '{n17.example}'")
                .replaceFirst("= \\?", "= 'CN=n17.example'")
                .replaceFirst("\\?::text\\[\\]", "'{n17.example}'::text[]")
                .replaceFirst("= \\?", "= 'server'")
                .replaceFirst("FROM \\?", "FROM NULL")
                .replaceFirst("\\?::text", "'a'::text")
                .replaceFirst("= \\?", "= 'a'"));
        assertThat(renewed).contains("certificate_name_forwards").doesNotContain(WHOLE);
        String replaced = side.web.plan(Renewals.REPLACED
                .replaceFirst("= \\?", "= 'before'")
                .replaceFirst("= \\?", "= '11'")
                .replaceFirst("> \\?", "> '2027-01-01'"));
        assertThat(replaced)
                .contains("replacement_issuer_serial", "certificate_request_id_key")
                .doesNotContain(WHOLE)
                .doesNotContain("Seq Scan on replacement");
    }
}

package org.httpca.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.httpca.bench.FakeHttpca.Manner;
import org.httpca.bench.Outcome.Kind;
import org.junit.jupiter.api.Test;

/** What the driver counts, against an installation that errs in every way. */
class LoadTest {

    private static final List<Applicant> APPLICANTS =
            Applicant.make(12, KeyKind.P256, new SecureRandom(), new AtomicInteger(), new Stop());

    @Test
    void every_request_of_a_good_installation_is_issued_once() throws Exception {
        try (FakeHttpca installation = new FakeHttpca()) {
            Checked checked = carried(installation, 3, 1);
            assertThat(checked.count(Kind.ISSUED)).isEqualTo(12);
            assertThat(checked.isClean()).isTrue();
            assertThat(checked.outcomes()).allMatch(outcome -> outcome.latencyNanos() > 0);
        }
    }

    @Test
    void batches_go_the_same_way() throws Exception {
        try (FakeHttpca installation = new FakeHttpca()) {
            assertThat(carried(installation, 2, 5).isClean()).isTrue();
            assertThat(installation.submitted()).isEqualTo(12);
        }
    }

    @Test
    void what_is_refused_is_counted_as_rejected() throws Exception {
        try (FakeHttpca installation = new FakeHttpca(Manner.REJECTED, Manner.REJECTED)) {
            Checked checked = carried(installation, 1, 1);
            assertThat(checked.count(Kind.REJECTED)).isEqualTo(2);
            assertThat(checked.count(Kind.LOST)).isZero();
            assertThat(checked.isClean()).isFalse();
        }
    }

    @Test
    void what_does_not_arrive_or_does_not_hold_is_lost() throws Exception {
        try (FakeHttpca installation = new FakeHttpca(
                Manner.FAULT,
                Manner.NO_DOWNLOAD,
                Manner.HELD,
                Manner.FOREIGN_KEY,
                Manner.OTHER_NAME,
                Manner.GUESSABLE,
                Manner.FOREIGN_ISSUER)) {
            Checked checked = carried(installation, 1, 1);
            assertThat(checked.count(Kind.ISSUED)).isEqualTo(5);
            assertThat(checked.outcomes())
                    .filteredOn(outcome -> outcome.kind() == Kind.LOST)
                    .extracting(Outcome::reason)
                    .containsExactlyInAnyOrder(
                            "HTTP 500",
                            "HTTP 404",
                            "still waiting-for-approval",
                            "the certificate is for another key",
                            "the certificate is for other names",
                            "the lints find fault with the certificate",
                            "the issuer is no published CA below a published root");
        }
    }

    @Test
    void a_serial_number_that_comes_again_is_a_duplicate() throws Exception {
        try (FakeHttpca installation = new FakeHttpca(Manner.SERIAL_TWICE, Manner.SERIAL_TWICE, Manner.SERIAL_TWICE)) {
            Checked checked = carried(installation, 1, 1);
            assertThat(checked.count(Kind.ISSUED)).isEqualTo(12);
            assertThat(checked.duplicates()).isEqualTo(2);
            assertThat(checked.isClean()).isFalse();
        }
    }

    @Test
    void nothing_new_is_begun_after_a_stop() throws Exception {
        try (FakeHttpca installation = new FakeHttpca()) {
            Stop stop = new Stop();
            stop.ask();
            assertThat(new Load(installation.door(), 2, 1, stop).carry(APPLICANTS, new AtomicInteger()))
                    .isEmpty();
            assertThat(installation.submitted()).isZero();
        }
    }

    private static Checked carried(FakeHttpca installation, int concurrency, int batch) throws Exception {
        AtomicInteger done = new AtomicInteger();
        List<Outcome> outcomes = new Load(installation.door(), concurrency, batch, new Stop()).carry(APPLICANTS, done);
        assertThat(done).hasValue(APPLICANTS.size());
        return Checked.of(outcomes, Trust.of(installation.door()), Date.from(Instant.now()), new AtomicInteger());
    }
}

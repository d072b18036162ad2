package org.httpca.web.ocsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.httpca.web.Published;
import org.httpca.web.WebUnderTest;
import org.httpca.web.issuance.ResponderWishes;
import org.httpca.web.issuer.Issuers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database that takes its time. Questions with a nonce all go there; so many may wait for it, and no more. */
@Timeout(120)
class BusyDatabaseTest {
    private static final WebUnderTest WEB = WebUnderTest.shared();
    private static final int MOST = 2;

    private final SlowDatabase database = new SlowDatabase(WEB.bean(DataSource.class));
    private final Statuses statuses = new Statuses(new JdbcTemplate(database), false);
    private final Responders responders = new Responders(
            WEB.bean(Issuers.class),
            new ResponderRows(WEB.bean(JdbcClient.class)),
            WEB.bean(ResponderWishes.class),
            new SecureRandom(),
            Clock.systemUTC());
    private final Ocsp ocsp =
            new Ocsp(responders, statuses, new KeptAnswers(statuses, Clock.systemUTC()), Clock.systemUTC(), MOST);
    private final ExecutorService clients = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        database.goesOn.countDown();
        clients.shutdownNow();
    }

    @Test
    void aboveTheMostItIsToBeTriedLaterAtOnceAndWhatIsKeptGoesOn() throws Exception {
        OcspTest.certified(WEB.http());
        responders.keep();
        Published.issue(WEB.owner(), 0x0b051001L, "www.example", null);
        byte[] kept = Requests.of(Published.ISSUING, 0x0b051001L);
        byte[] withNonce = Requests.withNonce(16, Published.ISSUING, 0x0b051001L);
        Optional<Answer> before = ocsp.answer("issuing", kept);

        database.isSlow = true;
        List<Future<Optional<Answer>>> waiting = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            waiting.add(clients.submit(() -> ocsp.answer("issuing", withNonce)));
        }
        assertThat(database.asked.tryAcquire(MOST, 60, TimeUnit.SECONDS)).isTrue();
        assertThat(clients.submit(() -> ocsp.answer("issuing", withNonce)).get(30, TimeUnit.SECONDS))
                .contains(Answer.TRY_LATER);
        assertThat(clients.submit(() -> ocsp.answer("issuing", kept)).get(30, TimeUnit.SECONDS))
                .isEqualTo(before);

        database.goesOn.countDown();
        for (Future<Optional<Answer>> each : waiting) {
            assertThat(isSuccessful(each.get(60, TimeUnit.SECONDS))).isTrue();
        }
        for (int i = 0; i <= MOST; i++) {
            assertThat(isSuccessful(ocsp.answer("issuing", withNonce)))
                    .as("each gives its place back")
                    .isTrue();
        }
    }

    private static boolean isSuccessful(Optional<Answer> answer) throws Exception {
        return new OCSPResp(answer.orElseThrow().der()).getStatus() == OCSPResp.SUCCESSFUL;
    }

    /** Gives connections when it is told to. */
    private static final class SlowDatabase extends DelegatingDataSource {
        private final Semaphore asked = new Semaphore(0);
        private final CountDownLatch goesOn = new CountDownLatch(1);
        private volatile boolean isSlow;

        SlowDatabase(DataSource database) {
            super(database);
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (isSlow) {
                asked.release();
                try {
                    goesOn.await();
                } catch (InterruptedException e) {
                    throw new SQLException("interrupted", e);
                }
            }
            return super.getConnection();
        }
    }
}

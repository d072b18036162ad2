package org.httpca.forward.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.httpca.forward.fixture.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

class WakesTest {
    private final Database database = new Database();
    private final Wakes here = new Wakes(database.dataSource);
    private final Wakes there = new Wakes(database.dataSource);

    @AfterEach
    void close() {
        here.close();
        there.close();
        database.close();
    }

    @Test
    void wakes_others_across_processes_and_itself_at_once() throws Exception {
        Semaphore woken = listenThere("order");
        AtomicInteger direct = new AtomicInteger();
        here.onWake("order", direct::incrementAndGet);

        int before = direct.get();
        here.fire("order");

        assertThat(direct.get()).isGreaterThan(before);
        assertThat(woken.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void hears_a_plain_notify_of_a_program_without_wakes() throws Exception {
        Semaphore woken = listenThere("sign");
        database.jdbc.execute("NOTIFY sign");
        assertThat(woken.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void fires_after_the_commit_and_not_after_a_rollback() {
        AtomicInteger direct = new AtomicInteger();
        Wakes quiet = here;
        awaitListening(quiet, "outbox", direct);
        int before = direct.get();

        database.transactions.executeWithoutResult(status -> {
            quiet.afterCommit("outbox");
            status.setRollbackOnly();
        });
        assertThat(direct.get()).isEqualTo(before);

        database.transactions.executeWithoutResult(status -> {
            quiet.afterCommit("outbox");
            quiet.afterCommit("outbox");
            assertThat(direct.get()).isEqualTo(before);
        });
        assertThat(direct.get()).isEqualTo(before + 1);
        quiet.afterCommit("outbox");
        assertThat(direct.get()).isEqualTo(before + 2);
    }

    @Test
    void many_wakes_become_few_notifies() throws Exception {
        try (Connection listening = database.dataSource.getConnection();
                Statement statement = listening.createStatement()) {
            statement.execute("LISTEN flood");
            statement.execute("LISTEN last");
            for (int i = 0; i < 100_000; i++) {
                here.fire("flood");
            }
            here.fire("last");
            int floods = 0;
            while (true) {
                PGNotification[] notifications =
                        listening.unwrap(PGConnection.class).getNotifications(10_000);
                assertThat(notifications).isNotEmpty();
                boolean end = false;
                for (PGNotification notification : notifications) {
                    floods += notification.getName().equals("flood") ? 1 : 0;
                    end |= notification.getName().equals("last");
                }
                if (end) {
                    break;
                }
            }
            assertThat(floods).isBetween(1, 1_000);
        }
    }

    @Test
    void listens_again_after_its_connections_were_ended() throws Exception {
        Semaphore woken = listenThere("published");
        database.jdbc.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");

        // woken by the reconnection itself, since something may have been missed
        assertThat(woken.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        woken.drainPermits();
        here.fire("published");
        assertThat(woken.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    }

    /** Once it returns, the channel is listened to on a connection that stands: that is told by a wake. */
    private Semaphore listenThere(String channel) throws InterruptedException {
        Semaphore woken = new Semaphore(0);
        there.onWake(channel, woken::release);
        assertThat(woken.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        woken.drainPermits();
        return woken;
    }

    private static void awaitListening(Wakes wakes, String channel, AtomicInteger count) {
        Semaphore ready = new Semaphore(0);
        wakes.onWake(channel, () -> {
            count.incrementAndGet();
            ready.release();
        });
        try {
            assertThat(ready.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

package org.httpca.worker.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** From the notice to the receiver: once, again, or not at all. */
class DeliveryTest {
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final Told side = new Told();
    private final NoticeAlarms alarms = new NoticeAlarms(side.web.jdbc, side.clock, List.of("mail", "webhook/ops"));

    @AfterEach
    void close() {
        side.close();
    }

    /** So many certificates have come near. */
    private void come(int certificates, String... names) {
        ExpiryNotices finder = side.finder(Told.hooked(names));
        finder.run();
        for (int i = 0; i < certificates; i++) {
            side.ends(Duration.ofDays(30).plusHours(1), "n" + i + ".example");
        }
        side.clock.move(Duration.ofHours(2));
        finder.run();
    }

    private static void drain(Delivery delivery) throws InterruptedException {
        while (delivery.run() > 0) {
            // one message a turn
        }
    }

    @Test
    void aFailureIsTriedAgainUnderTheSameIdAndThenNoMore() throws Exception {
        try (Receiver receiver = Receiver.answering(500, 200)) {
            come(1, "ops");
            Delivery delivery = side.delivery(WebhookTest.webhook(receiver.url(), ANSWER));
            drain(delivery);
            assertThat(receiver.posts).hasSize(1);
            side.clock.move(Duration.ofSeconds(29));
            drain(delivery);
            assertThat(receiver.posts).as("before its time").hasSize(1);
            side.clock.move(Duration.ofSeconds(32));
            drain(delivery);
            assertThat(receiver.posts).hasSize(2);
            assertThat(receiver.posts.get(1).id())
                    .isEqualTo(receiver.posts.get(0).id());
            assertThat(receiver.posts.get(1).body())
                    .isEqualTo(receiver.posts.get(0).body());
            assertThat(receiver.posts.get(1).timestamp())
                    .isNotEqualTo(receiver.posts.get(0).timestamp());
            side.clock.move(Duration.ofDays(2));
            drain(delivery);
            assertThat(receiver.posts).hasSize(2);
            assertThat(side.states("webhook/ops")).containsExactly("sent");
            assertThat(alarms.now()).isEmpty();
        }
    }

    @Test
    void whatFailsForThreeDaysIsGivenUpWithAnAlarm() throws Exception {
        try (Receiver receiver = Receiver.answering(503)) {
            come(1, "ops");
            Delivery delivery = side.delivery(WebhookTest.webhook(receiver.url(), ANSWER));
            for (int minutes = 0; minutes < 2 * 60; minutes++) {
                drain(delivery);
                side.clock.move(Duration.ofMinutes(1));
            }
            assertThat(receiver.posts).hasSizeBetween(6, 9);
            assertThat(alarms.now())
                    .containsExactly(
                            "Notices by webhook/ops have failed since 2026-11-22T12:00:00Z and are tried again; see the workers' logs.");
            NoticeAlarms without = new NoticeAlarms(side.web.jdbc, side.clock, List.of("mail"));
            assertThat(without.now()).as("taken out of the settings").isEmpty();
            for (int hours = 0; hours < 3 * 24 + 6; hours++) {
                drain(delivery);
                side.clock.move(Duration.ofHours(1));
            }
            assertThat(receiver.posts).hasSizeBetween(15, 40);
            assertThat(side.states("webhook/ops")).containsExactly("given-up");
            assertThat(alarms.now())
                    .containsExactly(
                            "1 message(s) with notices by webhook/ops were given up in the last week; see the workers' logs.");
            assertThat(without.now()).isEmpty();
            side.clock.move(Duration.ofDays(8));
            assertThat(alarms.now()).isEmpty();
        }
    }

    @Test
    void aReceiverThatIsGoneIsNotAskedAgain() throws Exception {
        try (Receiver receiver = Receiver.answering(410)) {
            come(1, "ops");
            Delivery delivery = side.delivery(WebhookTest.webhook(receiver.url(), ANSWER));
            drain(delivery);
            side.clock.move(Duration.ofDays(1));
            drain(delivery);
            assertThat(receiver.posts).hasSize(1);
            assertThat(side.states("webhook/ops")).containsExactly("given-up");
        }
    }

    /** As whoever is killed between the two: the connection was made, the row is as it was. */
    @Test
    void aDeathBetweenSendingAndMarkingHasItSentAgainUnderTheSameId() throws Exception {
        try (Receiver receiver = Receiver.answering(200)) {
            come(1, "ops");
            Webhook webhook = WebhookTest.webhook(receiver.url(), ANSWER);
            Delivery dying = side.delivery(new Channel() {
                @Override
                public String name() {
                    return webhook.name();
                }

                @Override
                public Duration longest() {
                    return webhook.longest();
                }

                @Override
                public Outcome send(Letter letter) throws InterruptedException {
                    webhook.send(letter);
                    throw new Killed();
                }
            });
            assertThatThrownBy(dying::run).isInstanceOf(Killed.class);
            Delivery other = side.delivery(webhook);
            drain(other);
            assertThat(receiver.posts).as("while the lease lasts").hasSize(1);
            side.clock.move(ANSWER.plusSeconds(31));
            drain(other);
            side.clock.move(Duration.ofDays(1));
            drain(other);
            assertThat(receiver.posts).hasSize(2);
            assertThat(receiver.posts.get(1).id())
                    .isEqualTo(receiver.posts.get(0).id());
            assertThat(side.states("webhook/ops")).containsExactly("sent");
        }
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    @Test
    void whoeverTookLongerThanItsLeaseMarksNothing() throws Exception {
        come(1, "ops");
        Delivery slow = side.delivery(new Fixed(() -> {
            side.clock.move(Duration.ofMinutes(10));
            drain(side.delivery(new Fixed(() -> {})));
        }));
        assertThat(slow.run()).isEqualTo(1);
        assertThat(side.states("webhook/ops")).containsExactly("sent");
        assertThat(side.web.jdbc.queryForObject("SELECT attempts FROM notice_message", Integer.class))
                .isEqualTo(2);
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    /** Takes everything, after something else has happened. */
    private record Fixed(Step step) implements Channel {
        @Override
        public String name() {
            return "webhook/ops";
        }

        @Override
        public Duration longest() {
            return ANSWER;
        }

        @Override
        public Outcome send(Letter letter) throws InterruptedException {
            step.run();
            return Outcome.taken();
        }
    }

    @Test
    @Timeout(60)
    void twoWorkersSendEachOnce() throws Exception {
        try (Receiver receiver = Receiver.answering(200)) {
            come(120, "ops");
            ExecutorService workers = Executors.newFixedThreadPool(2);
            try {
                List<Future<?>> turns = new ArrayList<>();
                for (int worker = 0; worker < 2; worker++) {
                    Delivery delivery = side.delivery(WebhookTest.webhook(receiver.url(), ANSWER));
                    turns.add(workers.submit(() -> {
                        drain(delivery);
                        return null;
                    }));
                }
                for (Future<?> turn : turns) {
                    turn.get();
                }
            } finally {
                workers.shutdownNow();
            }
            assertThat(receiver.posts).hasSize(120);
            assertThat(new HashSet<>(
                            receiver.posts.stream().map(Receiver.Post::id).toList()))
                    .hasSize(120);
            assertThat(side.states("webhook/ops")).hasSize(120).containsOnly("sent");
        }
    }

    @Test
    void oneReceiverThatFailsHoldsUpNoOther() throws Exception {
        try (Receiver good = Receiver.answering(200);
                Receiver bad = Receiver.answering(500)) {
            come(3, "ops", "audit");
            drain(side.delivery(WebhookTest.webhook(bad.url(), ANSWER)));
            drain(side.delivery(new Webhook(
                    "audit",
                    good.url(),
                    WebhookSecret.of("s", "whsec_" + "A".repeat(32)),
                    javax.net.ssl.SSLContext.getDefault(),
                    ANSWER)));
            assertThat(side.states("webhook/ops")).containsOnly("waiting");
            assertThat(side.states("webhook/audit")).containsExactly("sent", "sent", "sent");
        }
    }

    @Test
    void aClockThatWasAheadLeavesNothingWaitingForItsTime() throws Exception {
        try (Receiver receiver = Receiver.answering(500, 200)) {
            come(1, "ops");
            Delivery delivery = side.delivery(WebhookTest.webhook(receiver.url(), ANSWER));
            side.clock.move(Duration.ofDays(300));
            drain(delivery);
            side.clock.move(Duration.ofDays(-300));
            drain(delivery);
            assertThat(side.states("webhook/ops")).containsExactly("sent");
        }
    }

    @Test
    void whatHasEndedLongAgoIsForgotten() throws Exception {
        come(2, "ops");
        drain(side.delivery(new Fixed(() -> {})));
        Oblivion oblivion = new Oblivion(side.notices, side.messages, side.clock);
        side.clock.move(Duration.ofDays(59));
        assertThat(oblivion.run()).isZero();
        side.clock.move(Duration.ofDays(2));
        assertThat(oblivion.run()).isEqualTo(2);
        assertThat(side.told()).isEmpty();
        side.clock.move(Duration.ofDays(40));
        assertThat(oblivion.run()).isEqualTo(2);
        assertThat(side.states("webhook/ops")).isEmpty();
    }
}

package org.httpca.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.httpca.embedded.broker.TestBrokers;
import org.httpca.forward.broker.BrokerConnections;
import org.httpca.forward.broker.Receiver;
import org.httpca.forward.broker.Topology;
import org.httpca.forward.fixture.Broker;
import org.httpca.forward.fixture.Database;
import org.httpca.forward.fixture.Words;
import org.httpca.forward.inbox.Inbox;
import org.httpca.forward.loop.Loop;
import org.httpca.forward.loop.Pace;
import org.httpca.forward.loop.Wakes;
import org.httpca.forward.outbox.Outbox;
import org.httpca.forward.outbox.OutboxSource;
import org.httpca.forward.outbox.Transmitter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Prints how many messages a second pass from an outbox over the embedded broker through an inbox. Nothing is timed strictly. */
@Tag("full")
class ThroughputTest {
    private static final int MESSAGES = 40_000;
    private static final int TOGETHER = 10;

    @Test
    void outbox_to_broker_to_inbox() throws Exception {
        Words words = new Words();
        CountDownLatch effects = new CountDownLatch(MESSAGES);
        try (Database database = new Database();
                Broker broker = new Broker(TestBrokers.embedded());
                BrokerConnections signer = broker.connect(TestBrokers.SIGNER);
                BrokerConnections worker = broker.connect(TestBrokers.WORKER);
                Wakes wakes = new Wakes(database.dataSource)) {
            JdbcTemplate jdbc = database.jdbc;
            TransactionTemplate transactions = database.transactions;
            Inbox inbox = new Inbox(
                    Topology.WEB,
                    words.verifier(),
                    jdbc,
                    transactions,
                    batch -> {
                        Object[] ids = batch.stream().map(m -> m.messageId()).toArray();
                        jdbc.update("INSERT INTO effect (id) SELECT unnest(?::uuid[])", statement -> {
                            statement.setArray(1, statement.getConnection().createArrayOf("uuid", ids));
                        });
                        batch.forEach(m -> effects.countDown());
                    },
                    refusal -> {},
                    words.clock);
            Outbox outbox = new Outbox(jdbc, wakes);
            Transmitter transmitter = new Transmitter(
                    transactions,
                    List.of(new OutboxSource(jdbc, words.clock)),
                    words.sealer,
                    signer.publisher(),
                    Words.HOUR);
            try (Receiver receiver = new Receiver(worker, Topology.WEB, inbox, "receive");
                    Loop transmit = new Loop("transmit", transmitter, Pace.standard())) {
                wakes.onWake(Outbox.CHANNEL, transmit::wake);
                receiver.start();
                transmit.start();
                long begin = System.nanoTime();
                for (int i = 0; i < MESSAGES; i += TOGETHER) {
                    outbox.put(Words.events(TOGETHER));
                }
                double put = (System.nanoTime() - begin) / 1e9;
                assertThat(effects.await(5, TimeUnit.MINUTES)).isTrue();
                double all = (System.nanoTime() - begin) / 1e9;
                System.out.printf(
                        "%d messages, %d to a transaction: put in %.1f s, through in %.1f s: %.0f/s%n",
                        MESSAGES, TOGETHER, put, all, MESSAGES / all);
                System.out.println("state: " + transmit.state() + ", " + receiver.state() + ", " + inbox.counts());
            }
            assertThat(database.count("effect")).isEqualTo(MESSAGES);
            assertThat(database.count("outbox")).isZero();
        }
    }
}

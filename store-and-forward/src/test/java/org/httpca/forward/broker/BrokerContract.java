package org.httpca.forward.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.httpca.embedded.broker.AmqpBroker;
import org.httpca.embedded.broker.TestBrokers;
import org.httpca.forward.fixture.Broker;
import org.httpca.forward.fixture.Database;
import org.httpca.forward.fixture.Words;
import org.httpca.forward.inbox.Inbox;
import org.httpca.forward.loop.Wakes;
import org.httpca.forward.outbox.Outbox;
import org.httpca.forward.outbox.OutboxSource;
import org.httpca.forward.outbox.Transmitter;
import org.httpca.message.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the engine assumes of a broker; the same for each of them. */
abstract class BrokerContract {
    private Broker broker;
    private BrokerConnections signer;
    private BrokerConnections worker;

    abstract AmqpBroker start();

    @BeforeEach
    void connect() {
        broker = new Broker(start());
        signer = broker.connect(TestBrokers.SIGNER);
        worker = broker.connect(TestBrokers.WORKER);
    }

    @AfterEach
    void close() throws Exception {
        signer.close();
        worker.close();
        broker.close();
    }

    @Test
    void confirmed_is_in_the_queue_in_order() throws Exception {
        List<byte[]> bodies = bodies(500);
        signer.publisher().publish(Topology.EVENTS, Topology.routingKeyTo(Role.WORKER), bodies);
        assertThat(broker.drain(Topology.WEB)).usingRecursiveComparison().isEqualTo(bodies);
    }

    @Test
    void unroutable_is_a_failure_and_the_publisher_works_afterwards() throws Exception {
        Publisher publisher = signer.publisher();
        assertThatThrownBy(() -> publisher.publish(Topology.EVENTS, "nobody", bodies(3)))
                .isInstanceOf(UnconfirmedException.class);
        publisher.publish(Topology.EVENTS, "web", bodies(2));
        assertThat(broker.drain(Topology.WEB)).hasSize(2);
    }

    @Test
    void an_exchange_that_is_not_there_or_not_permitted_is_a_failure() throws Exception {
        Publisher publisher = signer.publisher();
        assertThatThrownBy(() -> publisher.publish("httpca.nowhere", "web", bodies(1)))
                .isInstanceOf(UnconfirmedException.class);
        assertThatThrownBy(() -> publisher.publish(Topology.COMMANDS, "signer", bodies(1)))
                .isInstanceOf(UnconfirmedException.class);
        publisher.publish(Topology.EVENTS, "web", bodies(1));
        assertThat(broker.drain(Topology.SIGNER)).isEmpty();
    }

    @Test
    void nothing_is_lost_while_it_cannot_be_routed() throws Exception {
        Words words = new Words();
        try (Database database = new Database();
                Wakes wakes = new Wakes(database.dataSource)) {
            Outbox outbox = new Outbox(database.jdbc, wakes);
            outbox.put(Words.events(7));
            Transmitter transmitter = new Transmitter(
                    database.transactions,
                    List.of(new OutboxSource(database.jdbc, words.clock)),
                    words.sealer,
                    signer.publisher(),
                    Words.HOUR);
            broker.owner.queueUnbind(Topology.WEB, Topology.EVENTS, "web");
            assertThatThrownBy(transmitter::run).isInstanceOf(UnconfirmedException.class);
            assertThat(outbox.depth()).isEqualTo(7);

            broker.owner.queueBind(Topology.WEB, Topology.EVENTS, "web");
            assertThat(transmitter.run()).isEqualTo(7);
            assertThat(outbox.depth()).isZero();
            assertThat(words.ids(broker.drain(Topology.WEB).get(0))).hasSize(7);
        }
    }

    @Test
    void what_is_there_is_received_as_a_batch_and_acknowledged_after_it() throws Exception {
        signer.publisher().publish(Topology.EVENTS, "web", bodies(450));
        Semaphore gate = new Semaphore(0);
        BlockingQueue<List<byte[]>> batches = new LinkedBlockingQueue<>();
        try (Receiver receiver = new Receiver(
                worker,
                Topology.WEB,
                batch -> {
                    batches.add(batch);
                    gate.acquireUninterruptibly();
                },
                "receive")) {
            receiver.start();
            List<byte[]> received = new ArrayList<>(take(batches));
            gate.release(100);
            while (received.size() < 450) {
                List<byte[]> next = take(batches);
                assertThat(next).hasSizeLessThanOrEqualTo(200);
                received.addAll(next);
            }
            assertThat(received).usingRecursiveComparison().isEqualTo(bodies(450));
        }
        assertThat(broker.drain(Topology.WEB)).isEmpty();
    }

    @Test
    void a_batch_that_fails_is_tried_again_and_not_acknowledged() throws Exception {
        signer.publisher().publish(Topology.EVENTS, "web", bodies(1));
        CountDownLatch tries = new CountDownLatch(3);
        try (Receiver receiver = new Receiver(
                worker,
                Topology.WEB,
                batch -> {
                    tries.countDown();
                    throw new IllegalStateException("the database is away");
                },
                "fail")) {
            receiver.start();
            assertThat(tries.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(receiver.state().failures()).isGreaterThanOrEqualTo(2);
        }
        worker.close();
        assertThat(drainAtLeast(1)).hasSize(1);
    }

    @Test
    void after_a_lost_connection_the_unacknowledged_comes_again() throws Exception {
        signer.publisher().publish(Topology.EVENTS, "web", bodies(3));
        BlockingQueue<List<byte[]>> batches = new LinkedBlockingQueue<>();
        Semaphore gate = new Semaphore(0);
        try (Receiver receiver = new Receiver(
                worker,
                Topology.WEB,
                batch -> {
                    batches.add(batch);
                    gate.acquireUninterruptibly();
                },
                "redeliver")) {
            receiver.start();
            take(batches);
            kill(worker);
            gate.release(1_000);
            int again = 0;
            while (again < 3) {
                again += take(batches).size();
            }
            signer.publisher().publish(Topology.EVENTS, "web", List.of(new byte[] {42}));
            List<byte[]> last = take(batches);
            assertThat(last.get(last.size() - 1)).containsExactly(42);
        }
    }

    @Test
    void from_outbox_to_inbox_over_a_redelivery_each_takes_effect_once() throws Exception {
        Database database = new Database();
        Words words = new Words();
        BlockingQueue<Integer> done = new LinkedBlockingQueue<>();
        Inbox inbox = new Inbox(
                Topology.WEB,
                words.verifier(),
                database.jdbc,
                database.transactions,
                batch -> batch.forEach(m -> database.jdbc.update("INSERT INTO effect (id) VALUES (?)", m.messageId())),
                refusal -> {},
                words.clock);
        Semaphore killed = new Semaphore(0);
        try (Wakes wakes = new Wakes(database.dataSource);
                Receiver receiver = new Receiver(
                        worker,
                        Topology.WEB,
                        bodies -> {
                            inbox.accept(bodies);
                            done.add(bodies.size());
                            killed.acquireUninterruptibly();
                        },
                        "once")) {
            new Outbox(database.jdbc, wakes).put(Words.events(20));
            new Transmitter(
                            database.transactions,
                            List.of(new OutboxSource(database.jdbc, words.clock)),
                            words.sealer,
                            signer.publisher(),
                            Words.HOUR)
                    .run();
            receiver.start();
            done.take();
            // committed, not yet acknowledged
            kill(worker);
            killed.release(1_000);
            assertThat(done.poll(30, TimeUnit.SECONDS)).isNotNull();
        }
        assertThat(database.count("effect")).isEqualTo(20);
        database.close();
        assertThat(inbox.counts().replayed()).isEqualTo(1);
    }

    private static void kill(BrokerConnections connections) throws Exception {
        Channel channel = connections.openReceiving();
        channel.getConnection().abort(0, "killed", 0);
    }

    /** The broker may take a moment to put back what a consumer had that is gone now. */
    private List<byte[]> drainAtLeast(int count) throws Exception {
        List<byte[]> bodies = new ArrayList<>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (bodies.size() < count && System.nanoTime() < end) {
            bodies.addAll(broker.drain(Topology.WEB));
        }
        return bodies;
    }

    private static List<byte[]> take(BlockingQueue<List<byte[]>> batches) throws InterruptedException {
        List<byte[]> batch = batches.poll(30, TimeUnit.SECONDS);
        assertThat(batch).as("a batch").isNotNull();
        return batch == null ? List.of() : batch;
    }

    private static List<byte[]> bodies(int count) {
        List<byte[]> bodies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            bodies.add(new byte[] {(byte) i, (byte) (i >> 8)});
        }
        return bodies;
    }
}

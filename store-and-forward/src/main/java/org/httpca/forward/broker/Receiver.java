package org.httpca.forward.broker;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.httpca.forward.loop.Backoff;
import org.httpca.forward.loop.LoopState;
import org.httpca.forward.loop.Pace;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;

/**
 * Receives from one queue, on one named thread: takes a delivery, drains what else is there, gives the batch away and
 * acknowledges all of it once that returned. A batch that fails stays unacknowledged and is tried again after a back-off; when
 * the channel is lost, the broker delivers again.
 */
public final class Receiver implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);
    private static final Pace PACE = Pace.standard();
    private static final Duration LONGEST_BATCH_AT_CLOSE = Duration.ofSeconds(10);

    private final BrokerConnections connections;
    private final String queue;
    private final Batch batch;
    private final Thread thread;
    private final Clock clock = Clock.systemUTC();
    private final Backoff backoff = new Backoff(new SecureRandom());
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile LoopState state;
    private volatile @Nullable Deliveries deliveries;

    /** What is done with a batch of bodies. Returns once its effect is safe; an exception means "again later". */
    @FunctionalInterface
    public interface Batch {
        void accept(List<byte[]> bodies);
    }

    public Receiver(BrokerConnections connections, String queue, Batch batch, String threadName) {
        this.connections = connections;
        this.queue = queue;
        this.batch = batch;
        this.thread = new Thread(this::run, threadName);
        this.state = LoopState.fresh(threadName);
    }

    /** Starts the thread; once. */
    public void start() {
        thread.start();
    }

    /** As of the last batch, or the last connection that was opened. */
    public LoopState state() {
        return state;
    }

    private void run() {
        try {
            while (!stopped()) {
                try {
                    receive();
                } catch (IOException | RuntimeException e) {
                    if (!stopped()) {
                        rest(e, "lost the broker");
                    }
                }
            }
        } catch (InterruptedException e) {
            LOG.info("{} was interrupted and ends.", thread.getName());
        }
    }

    private void receive() throws IOException, InterruptedException {
        Channel channel = connections.openReceiving();
        try {
            Deliveries arriving = new Deliveries(channel);
            deliveries = arriving;
            channel.basicQos(Deliveries.PREFETCH);
            channel.basicConsume(queue, false, arriving);
            state = state.turned(clock.instant());
            while (!stopped()) {
                List<Deliveries.Delivery> taken = arriving.take();
                if (taken == null) {
                    throw new IOException("The channel was closed.");
                }
                handle(taken, channel);
            }
        } finally {
            abort(channel);
        }
    }

    /** Until the batch took effect, the channel is gone, or the receiver is closed. */
    private void handle(List<Deliveries.Delivery> taken, Channel channel) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        List<byte[]> bodies = taken.stream().map(Deliveries.Delivery::body).toList();
        while (!stopped() && channel.isOpen()) {
            try {
                batch.accept(bodies);
            } catch (RuntimeException e) {
                rest(e, "could not handle a batch of " + bodies.size());
                continue;
            }
            channel.basicAck(taken.get(taken.size() - 1).tag(), true);
            backoff.reset();
            state = state.turned(clock.instant());
            gather(Duration.ofNanos(System.nanoTime() - begin));
            return;
        }
    }

    /** Under load deliveries come one by one and fast: a moment later there are several to share a transaction. */
    private void gather(Duration took) throws InterruptedException {
        Duration left = PACE.afterWork(took);
        if (!left.isZero()) {
            pause(left);
        }
    }

    private void rest(Exception fault, String what) throws InterruptedException {
        Duration wait = backoff.next();
        state = state.failed(fault);
        if (fault instanceof IOException || fault instanceof AmqpException) {
            LOG.warn("{} {} and goes on in {} ms: {}", thread.getName(), what, wait.toMillis(), fault.toString());
        } else {
            LOG.warn("{} {} and goes on in {} ms.", thread.getName(), what, wait.toMillis(), fault);
        }
        pause(wait);
    }

    private void pause(Duration time) throws InterruptedException {
        if (stop.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
            LOG.debug("{} was closed meanwhile.", thread.getName());
        }
    }

    private boolean stopped() {
        return stop.getCount() == 0;
    }

    /** Lets the running batch end, for ten seconds at most; what is unacknowledged goes back to the queue. */
    @Override
    public void close() {
        stop.countDown();
        Deliveries arriving = deliveries;
        if (arriving != null) {
            arriving.end();
        }
        try {
            thread.join(LONGEST_BATCH_AT_CLOSE.toMillis());
            thread.interrupt();
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private static void abort(Channel channel) {
        try {
            channel.abort();
        } catch (IOException | RuntimeException e) {
            LOG.debug("The channel was gone already.", e);
        }
    }
}

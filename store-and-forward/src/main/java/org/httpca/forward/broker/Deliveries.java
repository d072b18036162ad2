package org.httpca.forward.broker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** What a channel's consumer was given and nobody took yet. Bounded by the prefetch. */
final class Deliveries extends DefaultConsumer {
    static final int PREFETCH = 500;
    private static final int MOST = 200;
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    /** No delivery has tag 0: says that there will be no more. */
    private static final Delivery END = new Delivery(0, new byte[0]);

    private final BlockingQueue<Delivery> waiting = new LinkedBlockingQueue<>(PREFETCH + 2);

    Deliveries(Channel channel) {
        super(channel);
    }

    @Override
    public void handleDelivery(String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body)
            throws IOException {
        if (!waiting.offer(new Delivery(envelope.getDeliveryTag(), body))) {
            throw new IOException("The broker delivers beyond the prefetch.");
        }
    }

    @Override
    public void handleShutdownSignal(String tag, ShutdownSignalException signal) {
        end();
    }

    @Override
    public void handleCancel(String tag) {
        end();
    }

    /** Wakes whoever waits, with the word that nothing more comes. */
    void end() {
        boolean told = waiting.offer(END);
        if (!told) {
            // Full: the taker is not waiting, and finds the channel closed.
            waiting.clear();
            waiting.add(END);
        }
    }

    /** Waits for one and drains what else is there, in order. Null when nothing more comes. */
    @Nullable
    List<Delivery> take() throws InterruptedException {
        List<Delivery> batch = new ArrayList<>();
        Delivery next = waiting.take();
        long bytes = 0;
        while (next != null) {
            if (next == END) {
                waiting.clear();
                waiting.add(END);
                return null;
            }
            batch.add(next);
            bytes += next.body().length;
            next = batch.size() < MOST && bytes < MOST_BYTES ? waiting.poll() : null;
        }
        return batch;
    }

    record Delivery(long tag, byte[] body) {}
}

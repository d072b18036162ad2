package org.httpca.forward.broker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Return;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One channel in confirm mode. After any failure it is thrown away, since confirms and returns of the failed publishes may
 * still come on it.
 */
final class ConfirmingPublisher implements Publisher {
    private static final Logger LOG = LoggerFactory.getLogger(ConfirmingPublisher.class);
    private static final long CONFIRM_MILLIS = 10_000;
    private static final AMQP.BasicProperties PROPERTIES = new AMQP.BasicProperties.Builder()
            .deliveryMode(2)
            .contentType("application/jose")
            .build();

    private final Callable<Channel> channels;
    private final Reach reach;
    private final AtomicReference<@Nullable String> returned = new AtomicReference<>();
    private @Nullable Channel channel;

    ConfirmingPublisher(Callable<Channel> channels, Reach reach) {
        this.channels = channels;
        this.reach = reach;
    }

    @Override
    public synchronized void publish(String exchange, String routingKey, List<byte[]> bodies) {
        if (bodies.isEmpty()) {
            return;
        }
        boolean answered = false;
        try {
            Channel open = open();
            for (byte[] body : bodies) {
                open.basicPublish(exchange, routingKey, true, PROPERTIES, body);
            }
            boolean acked = open.waitForConfirms(CONFIRM_MILLIS);
            answered = true;
            reach.works();
            // A return comes before its confirm on RabbitMQ; where it comes after, the message was nacked.
            String unroutable = returned.get();
            if (unroutable != null) {
                throw new IOException("The broker returned a message: " + unroutable);
            }
            if (!acked) {
                throw new IOException("The broker refused a message.");
            }
        } catch (InterruptedException e) {
            discard();
            Thread.currentThread().interrupt();
            throw new UnconfirmedException("Interrupted while waiting for the broker's confirms.", e);
        } catch (TimeoutException e) {
            reach.fails();
            discard();
            throw new UnconfirmedException("No confirm from the broker within " + CONFIRM_MILLIS + " ms.", e);
        } catch (Exception e) {
            if (!answered) {
                reach.fails(); // a broker that refuses is there
            }
            discard();
            throw new UnconfirmedException(
                    "Not confirmed: " + exchange + ", " + bodies.size() + " messages: " + e.getMessage(), e);
        }
    }

    private Channel open() throws Exception {
        Channel current = channel;
        if (current != null && current.isOpen()) {
            return current;
        }
        Channel fresh = channels.call();
        channel = fresh;
        returned.set(null);
        fresh.addReturnListener(this::noteReturn);
        fresh.confirmSelect();
        return fresh;
    }

    private void noteReturn(Return message) {
        returned.set(message.getReplyCode() + " " + message.getReplyText());
    }

    private void discard() {
        Channel failed = channel;
        channel = null;
        if (failed != null) {
            try {
                failed.abort();
            } catch (IOException | RuntimeException e) {
                LOG.debug("A failed channel could not be closed either.", e);
            }
        }
    }
}

package org.httpca.standalone;

import static java.util.Objects.requireNonNull;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultSaslConfig;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.httpca.forward.broker.Topology;
import org.httpca.message.Role;

/** What a role's login at the broker is good for: each act is tried, on a channel of its own. */
final class BrokerRights {

    /** The role reads its own queue and writes to the other side; nothing else. */
    static List<String> of(Role role) {
        return List.of("consume from " + Topology.queueOf(role), "publish to " + Topology.exchangeTo(other(role)));
    }

    /** An act, and whether the broker refused it for want of rights. */
    record Tried(String act, boolean refused) {}

    private interface Act {
        void on(Channel channel) throws Exception;
    }

    private final Connection connection;
    private final List<Tried> tried = new ArrayList<>();

    private BrokerRights(Connection connection) {
        this.connection = connection;
    }

    static Role other(Role role) {
        return role == Role.WORKER ? Role.SIGNER : Role.WORKER;
    }

    /** {@code FOLDER ROLE HOST PORT}: says a line for each act, {@code refused} or {@code allowed}. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        try (Connection connection = BrokerCertificate.of(folder)
                .connect(
                        arguments[2],
                        Integer.parseInt(arguments[3]),
                        folder.resolve("broker-ca.pem"),
                        DefaultSaslConfig.EXTERNAL)) {
            tried(connection, Role.valueOf(arguments[1]))
                    .forEach(tried -> System.out.println((tried.refused() ? "refused " : "allowed ") + tried.act()));
        }
    }

    static List<Tried> tried(Connection connection, Role role) throws Exception {
        BrokerRights rights = new BrokerRights(connection);
        for (Role each : Role.values()) {
            rights.triesQueue(Topology.queueOf(each), each != role);
            rights.triesQueue(Topology.deadQueueOf(each), true);
            rights.triesExchange(Topology.exchangeTo(each));
            rights.tries(
                    "bind " + Topology.queueOf(each),
                    channel -> channel.queueBind(Topology.queueOf(each), Topology.exchangeTo(each), "anything"));
        }
        for (String exchange : List.of(Topology.DEAD, "", "amq.topic")) {
            rights.triesExchange(exchange);
        }
        rights.tries("declare a queue", channel -> channel.queueDeclare("mine", true, false, false, Map.of()));
        rights.tries("declare an exchange", channel -> channel.exchangeDeclare("mine", "fanout"));
        return rights.tried;
    }

    /** RabbitMQ lets whoever may read a queue purge it: that is tried on the queues of others alone. */
    private void triesQueue(String queue, boolean ofAnother) throws Exception {
        // until the channel ends; what was delivered goes back to the queue
        tries("consume from " + queue, channel -> channel.basicConsume(queue, false, (tag, delivery) -> {}, tag -> {}));
        tries("delete " + queue, channel -> channel.queueDelete(queue));
        if (ofAnother) {
            tries("purge " + queue, channel -> channel.queuePurge(queue));
        }
    }

    /** With a routing key that no queue is bound with, so that nobody has to read it. */
    private void triesExchange(String exchange) throws Exception {
        tries("publish to " + exchange, channel -> {
            channel.confirmSelect();
            channel.basicPublish(exchange, "nobody", null, new byte[] {1});
            channel.waitForConfirms(30_000);
        });
    }

    private void tries(String act, Act attempt) throws Exception {
        Channel channel = requireNonNull(connection.createChannel());
        try {
            attempt.on(channel);
            if (!channel.isOpen()) {
                throw new IllegalStateException(act + " closed the channel without a word");
            }
            channel.close();
            tried.add(new Tried(act, false));
        } catch (IOException | ShutdownSignalException e) {
            if (reason(e).getReplyCode() != AMQP.ACCESS_REFUSED) {
                throw e;
            }
            tried.add(new Tried(act, true));
        }
    }

    private static AMQP.Channel.Close reason(Exception e) {
        Throwable signal = e instanceof ShutdownSignalException ? e : e.getCause();
        if (signal instanceof ShutdownSignalException shutdown
                && shutdown.getReason() instanceof AMQP.Channel.Close close) {
            return close;
        }
        throw new IllegalStateException(e);
    }
}

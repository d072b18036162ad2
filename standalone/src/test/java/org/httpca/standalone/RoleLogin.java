package org.httpca.standalone;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.httpca.forward.broker.Topology;
import org.httpca.message.Role;
import org.httpca.pki.KeyFile;
import org.jspecify.annotations.Nullable;

/** A role's stolen login on the broker: it publishes and consumes what that role may, without its stages. */
final class RoleLogin implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 30_000;

    private final Role role;
    private final Connection connection;
    private final Channel channel;

    RoleLogin(WholeSystem system, Role role) throws Exception {
        this.role = role;
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(system.brokerUri());
        factory.setUsername(role.wireName());
        factory.setPassword(new String(KeyFile.readSecret(system.file(role.wireName() + "/broker-password"))));
        connection = factory.newConnection("thief");
        channel = connection.createChannel();
        channel.confirmSelect();
    }

    /** Puts these octets into the other role's queue; they are there when this returns. */
    synchronized void publishes(byte[] body) throws Exception {
        Role other = role == Role.WORKER ? Role.SIGNER : Role.WORKER;
        channel.basicPublish(
                Topology.exchangeTo(other),
                Topology.routingKeyTo(other),
                true,
                MessageProperties.PERSISTENT_BASIC,
                body);
        channel.waitForConfirmsOrDie(PATIENCE_MILLIS);
    }

    /** Competes with the role for its queue, keeps the first envelope with this text in its payload, passes on the others. */
    Wiretap taps(RoleLogin sender, String wanted) throws Exception {
        return new Wiretap(connection.createChannel(), Topology.queueOf(role), sender, wanted);
    }

    @Override
    public void close() throws Exception {
        connection.close();
    }

    /** Takes envelopes off a queue until it has one. */
    static final class Wiretap implements AutoCloseable {

        private final Channel channel;
        private final String wanted;
        private final AtomicReference<byte @Nullable []> taken = new AtomicReference<>();

        private Wiretap(Channel channel, String queue, RoleLogin sender, String wanted) throws Exception {
            this.channel = channel;
            this.wanted = wanted;
            channel.basicConsume(
                    queue,
                    false,
                    (tag, delivery) -> {
                        if (!takes(delivery.getBody())) {
                            passesOn(sender, delivery.getBody());
                        }
                        channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
                    },
                    tag -> {});
        }

        Optional<byte[]> taken() {
            return Optional.ofNullable(taken.get());
        }

        private boolean takes(byte[] body) {
            return Forger.payload(body).contains(wanted) && taken.compareAndSet(null, body);
        }

        private static void passesOn(RoleLogin sender, byte[] body) {
            try {
                sender.publishes(body);
            } catch (Exception e) {
                throw new IllegalStateException("The wiretap lost an envelope", e);
            }
        }

        @Override
        public void close() throws Exception {
            channel.close();
        }
    }
}

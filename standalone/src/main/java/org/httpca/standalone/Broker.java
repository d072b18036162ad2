package org.httpca.standalone;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.httpca.embedded.broker.AmqpBroker;
import org.httpca.embedded.broker.BrokerUser;
import org.httpca.forward.broker.Flavour;
import org.httpca.forward.broker.Topology;
import org.httpca.message.Role;
import org.httpca.pki.KeyFile;

/** The broker with its topology. Its administrator exists for the one minute in which that is declared. */
final class Broker implements AutoCloseable {

    private final AmqpBroker broker;
    private final String description;

    private Broker(AmqpBroker broker, String description) {
        this.broker = broker;
        this.description = description;
    }

    static Broker start(Parts parts, Path data, SecureRandom random) {
        byte[] octets = new byte[24];
        random.nextBytes(octets);
        BrokerUser owner = new BrokerUser(
                "topology", Base64.getUrlEncoder().withoutPadding().encodeToString(octets), Set.of(), Set.of(), true);
        AmqpBroker started = parts.broker(
                data.resolve("broker"),
                List.of(
                        owner,
                        user(Role.WORKER, Role.SIGNER, data.resolve("worker/broker-password")),
                        user(Role.SIGNER, Role.WORKER, data.resolve("signer/broker-password"))));
        try {
            return new Broker(started, declare(started, owner));
        } catch (IOException | TimeoutException e) {
            started.close();
            throw new IllegalStateException("The embedded broker does not take its topology: " + e.getMessage(), e);
        }
    }

    String uri() {
        return "amqp://" + broker.host() + ":" + broker.port();
    }

    /** Its product and version, as it says to its clients. */
    String description() {
        return description;
    }

    String virtualHost() {
        return broker.virtualHost();
    }

    private static BrokerUser user(Role role, Role other, Path passwordFile) {
        return new BrokerUser(
                role.wireName(),
                new String(KeyFile.readSecret(passwordFile)),
                Set.of(Topology.exchangeTo(other)),
                Set.of(Topology.queueOf(role)),
                false);
    }

    /** @return what the broker says that it is */
    private static String declare(AmqpBroker broker, BrokerUser owner) throws IOException, TimeoutException {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(broker.host());
        factory.setPort(broker.port());
        factory.setVirtualHost(broker.virtualHost());
        factory.setUsername(owner.name());
        factory.setPassword(owner.password());
        try (Connection connection = factory.newConnection("topology");
                Channel channel = connection.createChannel()) {
            Topology.declare(channel, broker.kind() == AmqpBroker.Kind.RABBITMQ ? Flavour.RABBITMQ : Flavour.EMBEDDED);
            Map<String, Object> properties = connection.getServerProperties();
            return properties.get("product") + " " + properties.get("version");
        }
    }

    @Override
    public void close() {
        broker.close();
    }
}

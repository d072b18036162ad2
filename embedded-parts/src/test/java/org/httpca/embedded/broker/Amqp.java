package org.httpca.embedded.broker;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;

/** Connections as a role makes them. */
final class Amqp {
    private Amqp() {}

    static Connection connect(AmqpBroker broker, BrokerUser user) throws Exception {
        return connect(broker, user, broker.virtualHost());
    }

    static Connection connect(AmqpBroker broker, BrokerUser user, String virtualHost) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(broker.host());
        factory.setPort(broker.port());
        factory.setVirtualHost(virtualHost);
        factory.setUsername(user.name());
        factory.setPassword(user.password());
        factory.setAutomaticRecoveryEnabled(false);
        factory.setConnectionTimeout(10_000);
        factory.setHandshakeTimeout(20_000);
        return factory.newConnection("test");
    }
}

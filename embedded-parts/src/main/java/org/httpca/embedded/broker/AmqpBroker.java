package org.httpca.embedded.broker;

/** A running AMQP 0-9-1 broker on 127.0.0.1; without TLS and with PLAIN passwords, unless its files say otherwise. */
public interface AmqpBroker extends AutoCloseable {
    /** Which broker it is; their queue arguments differ. */
    enum Kind {
        EMBEDDED,
        RABBITMQ
    }

    Kind kind();

    /** The address to connect to. */
    String host();

    int port();

    /** The virtual host's name as clients say it. */
    String virtualHost();

    /** Stops the broker and waits for its end; durable queues and persistent messages stay in its folder. */
    @Override
    void close();
}

package org.httpca.embedded.broker;

import java.nio.file.Path;

/**
 * What a RabbitMQ is told.
 *
 * @param file {@code rabbitmq.conf}
 * @param plugins {@code enabled_plugins}
 * @param port where, by that file, it listens for AMQP
 */
record RabbitMqConfiguration(Path file, Path plugins, int port) {}

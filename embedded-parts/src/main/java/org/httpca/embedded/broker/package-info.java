/** AMQP 0-9-1 brokers of our own: one inside the JVM, and the distribution's RabbitMQ as a child process. Both know the same users and rights. */
@NullMarked
package org.httpca.embedded.broker;

import org.jspecify.annotations.NullMarked;

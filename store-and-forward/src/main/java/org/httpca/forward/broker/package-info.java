/**
 * All AMQP 0-9-1 there is: what queues and exchanges are called, confirmed publishing, and receiving in batches with an
 * acknowledgement after the work. Assumes of a broker only what RabbitMQ and the embedded one both do. Closed to the web role.
 */
@NullMarked
package org.httpca.forward.broker;

import org.jspecify.annotations.NullMarked;

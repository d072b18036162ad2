package org.httpca.standalone;

import org.junit.jupiter.api.Tag;

/** On RabbitMQ and PostgreSQL in containers. */
@Tag("containers")
class ContainedEmptiedQueuesTest extends EmptiedQueuesJourney {

    @Override
    Parts parts() {
        return ContainerParts.PARTS;
    }
}

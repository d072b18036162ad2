package org.httpca.standalone;

import org.junit.jupiter.api.Tag;

/** On RabbitMQ and PostgreSQL in containers. */
@Tag("containers")
class ContainedSharedWorkTest extends SharedWorkJourney {

    @Override
    Parts parts() {
        return ContainerParts.PARTS;
    }
}

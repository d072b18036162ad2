package org.httpca.standalone;

import org.junit.jupiter.api.Tag;

/** On RabbitMQ and PostgreSQL in containers. */
@Tag("containers")
class ContainedMainJobTest extends MainJobJourney {

    @Override
    Parts parts() {
        return ContainerParts.PARTS;
    }
}

package org.httpca.standalone;

import org.junit.jupiter.api.Tag;

/** On the distribution's RabbitMQ and PostgreSQL. */
@Tag("full")
class InstalledSharedWorkTest extends SharedWorkJourney {

    @Override
    Parts parts() {
        return Parts.INSTALLED;
    }
}

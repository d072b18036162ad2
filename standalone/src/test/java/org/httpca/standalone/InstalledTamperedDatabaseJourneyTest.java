package org.httpca.standalone;

import org.junit.jupiter.api.Tag;

/** On the distribution's PostgreSQL and RabbitMQ. */
@Tag("full")
class InstalledTamperedDatabaseJourneyTest extends TamperedDatabaseJourney {

    @Override
    Parts parts() {
        return Parts.INSTALLED;
    }
}

package org.httpca.standalone;

/** On the embedded database and broker. */
class TamperedDatabaseJourneyTest extends TamperedDatabaseJourney {

    @Override
    Parts parts() {
        return Parts.EMBEDDED;
    }
}

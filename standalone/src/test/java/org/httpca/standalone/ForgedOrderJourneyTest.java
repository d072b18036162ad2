package org.httpca.standalone;

/** On the embedded database and broker. */
class ForgedOrderJourneyTest extends ForgedOrderJourney {

    @Override
    Parts parts() {
        return Parts.EMBEDDED;
    }
}

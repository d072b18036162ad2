package org.httpca.standalone;

/** On the embedded database and broker. */
class ForgedMessageJourneyTest extends ForgedMessageJourney {

    @Override
    Parts parts() {
        return Parts.EMBEDDED;
    }
}

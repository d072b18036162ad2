package org.httpca.standalone;

class EmbeddedEmptiedQueuesTest extends EmptiedQueuesJourney {

    @Override
    Parts parts() {
        return Parts.EMBEDDED;
    }
}

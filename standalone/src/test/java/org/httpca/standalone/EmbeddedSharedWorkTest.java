package org.httpca.standalone;

class EmbeddedSharedWorkTest extends SharedWorkJourney {

    @Override
    Parts parts() {
        return Parts.EMBEDDED;
    }
}

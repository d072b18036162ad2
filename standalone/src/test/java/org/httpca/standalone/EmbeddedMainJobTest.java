package org.httpca.standalone;

class EmbeddedMainJobTest extends MainJobJourney {

    @Override
    Parts parts() {
        return Parts.EMBEDDED;
    }
}

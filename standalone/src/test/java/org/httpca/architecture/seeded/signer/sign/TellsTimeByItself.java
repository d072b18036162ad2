package org.httpca.architecture.seeded.signer.sign;

import java.time.Instant;

final class TellsTimeByItself {
    Instant now() {
        return Instant.now();
    }
}

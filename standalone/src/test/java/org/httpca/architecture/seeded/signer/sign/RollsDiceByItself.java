package org.httpca.architecture.seeded.signer.sign;

import java.security.SecureRandom;

final class RollsDiceByItself {
    SecureRandom dice() {
        return new SecureRandom();
    }
}

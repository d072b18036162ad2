package org.httpca.architecture.seeded.signer.sign;

import java.util.UUID;
import java.util.function.Supplier;

final class MakesIdsByItself {
    Supplier<UUID> ids() {
        return UUID::randomUUID;
    }
}

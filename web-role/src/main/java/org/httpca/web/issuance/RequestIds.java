package org.httpca.web.issuance;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.function.Supplier;

/** Ids that cannot be guessed: UUIDv4 (RFC 9562, section 5.4), 122 random bits. Knowing one is the permission to see the request. */
final class RequestIds implements Supplier<UUID> {
    private final SecureRandom random;

    RequestIds(SecureRandom random) {
        this.random = random;
    }

    @Override
    public UUID get() {
        byte[] octets = new byte[16];
        random.nextBytes(octets);
        octets[6] = (byte) (octets[6] & 0x0f | 0x40);
        octets[8] = (byte) (octets[8] & 0x3f | 0x80);
        ByteBuffer buffer = ByteBuffer.wrap(octets);
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}

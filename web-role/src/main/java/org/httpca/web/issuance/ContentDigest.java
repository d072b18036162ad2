package org.httpca.web.issuance;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.httpca.message.Requester;
import org.httpca.pki.CertificationRequest;
import org.httpca.pki.Octets;
import org.jspecify.annotations.Nullable;

/** Whether two submissions with the same idempotency key ask for the same: SHA-256 over their length-prefixed content. */
final class ContentDigest {
    private final ByteArrayOutputStream content = new ByteArrayOutputStream(1024);

    private ContentDigest() {}

    static Octets of(
            CertificationRequest csr, @Nullable String profile, @Nullable Requester requester, @Nullable String note) {
        ContentDigest digest = new ContentDigest();
        digest.add(csr.der().toArray());
        digest.add(profile);
        digest.add(requester == null ? null : requester.name());
        digest.add(requester == null ? null : requester.email());
        digest.add(note);
        return Octets.of(digest.content.toByteArray()).sha256();
    }

    /** The same content, for something in particular. */
    static Octets of(Octets content, String purpose) {
        ContentDigest digest = new ContentDigest();
        digest.add(content.toArray());
        digest.add(purpose);
        return Octets.of(digest.content.toByteArray()).sha256();
    }

    private void add(@Nullable String text) {
        if (text == null) {
            content.writeBytes(ByteBuffer.allocate(4).putInt(-1).array());
        } else {
            add(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void add(byte[] octets) {
        content.writeBytes(ByteBuffer.allocate(4).putInt(octets.length).array());
        content.writeBytes(octets);
    }
}

package org.httpca.forward.outbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.httpca.envelope.EnvelopeSealer;
import org.httpca.envelope.EnvelopeVerifier;
import org.httpca.envelope.Outgoing;
import org.httpca.message.Role;
import org.httpca.pki.NotSignedException;

/** Puts parcels for one recipient into envelopes of up to 100 messages and about 256 KiB. */
final class Sealing {
    static final int MESSAGES = 100;
    static final int BYTES = 256 * 1024;

    private final EnvelopeSealer sealer;
    private final Duration lifetime;

    Sealing(EnvelopeSealer sealer, Duration lifetime) {
        this.sealer = sealer;
        this.lifetime = lifetime;
    }

    /** The envelopes, and by the way each parcel that fits into none, with the reason. */
    List<byte[]> seal(Role recipient, List<Parcel> parcels, BiConsumer<Parcel, String> unfit) {
        List<byte[]> envelopes = new ArrayList<>();
        List<Parcel> together = new ArrayList<>();
        long bytes = 0;
        for (Parcel parcel : parcels) {
            int size = parcel.outgoing().json().getBytes(StandardCharsets.UTF_8).length;
            if (!together.isEmpty() && (together.size() == MESSAGES || bytes + size > BYTES)) {
                sealTogether(recipient, together, envelopes, unfit);
                together = new ArrayList<>();
                bytes = 0;
            }
            together.add(parcel);
            bytes += size;
        }
        if (!together.isEmpty()) {
            sealTogether(recipient, together, envelopes, unfit);
        }
        return envelopes;
    }

    private void sealTogether(
            Role recipient, List<Parcel> parcels, List<byte[]> envelopes, BiConsumer<Parcel, String> unfit) {
        String reason;
        try {
            List<Outgoing> messages = parcels.stream().map(Parcel::outgoing).toList();
            byte[] envelope = sealer.seal(recipient, messages, lifetime);
            if (envelope.length <= EnvelopeVerifier.MAX_BYTES) {
                envelopes.add(envelope);
                return;
            }
            reason = "too large: an envelope of " + envelope.length + " bytes";
        } catch (NotSignedException e) {
            throw e; // no fault of the parcels': they wait
        } catch (RuntimeException e) {
            reason = "cannot be sealed: " + e.getMessage();
        }
        if (parcels.size() == 1) {
            unfit.accept(parcels.get(0), reason);
            return;
        }
        int half = parcels.size() / 2;
        sealTogether(recipient, parcels.subList(0, half), envelopes, unfit);
        sealTogether(recipient, parcels.subList(half, parcels.size()), envelopes, unfit);
    }
}

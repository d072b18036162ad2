package org.httpca.forward.outbox;

import java.util.List;
import org.httpca.forward.loop.Looks;

/** A source that is asked when it is time to look, and not at each turn of a transmitter that other sources keep busy. */
public final class WokenSource implements Source {
    private final Source source;
    private final Looks looks;

    public WokenSource(Source source, Looks looks) {
        this.source = source;
        this.looks = looks;
    }

    @Override
    public List<Parcel> claim(int max) {
        if (!looks.isDue()) {
            return List.of();
        }
        List<Parcel> claimed = source.claim(max);
        if (claimed.size() >= max) {
            // there may be more; less than was asked for is all there was
            looks.ring();
        }
        return claimed;
    }

    @Override
    public void sent(List<Parcel> parcels) {
        source.sent(parcels);
    }

    @Override
    public void park(Parcel parcel, String reason) {
        source.park(parcel, reason);
    }
}

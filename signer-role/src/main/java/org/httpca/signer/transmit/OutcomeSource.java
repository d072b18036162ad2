package org.httpca.signer.transmit;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.httpca.envelope.Outgoing;
import org.httpca.forward.loop.Wakes;
import org.httpca.forward.outbox.Parcel;
import org.httpca.forward.outbox.Source;
import org.httpca.forward.parked.Parked;
import org.httpca.message.Message;
import org.httpca.signer.clearance.Tampering;
import org.httpca.signer.request.Outcome;
import org.httpca.signer.request.State;
import org.httpca.signer.request.StoredRequest;
import org.httpca.signer.request.WaitingForTransmission;
import org.httpca.signer.request.WaitingForTransmission.Told;
import org.httpca.signer.request.Word;

/**
 * The rows of requests as a source of messages: that something waits for transmission is said by the row alone. Each word
 * carries the row's revision, and is told again when the broker did not confirm it.
 */
public final class OutcomeSource implements Source {
    private static final String STAGE = "transmit";

    private final WaitingForTransmission requests;
    private final IssuedCheck issued;
    private final Tampering tampering;
    private final Parked parked;
    private final Wakes wakes;
    private final Clock clock;

    public OutcomeSource(
            WaitingForTransmission requests,
            IssuedCheck issued,
            Tampering tampering,
            Parked parked,
            Wakes wakes,
            Clock clock) {
        this.requests = requests;
        this.issued = issued;
        this.tampering = tampering;
        this.parked = parked;
        this.wakes = wakes;
        this.clock = clock;
    }

    @Override
    public List<Parcel> claim(int max) {
        List<StoredRequest> rows = requests.claim(max, clock.instant());
        Map<UUID, IssuedCheck.Finding> certificates = issued.check(rows.stream()
                .filter(row -> row.word() == Word.OUTCOME && row.outcome() == Outcome.ISSUED)
                .toList());
        List<Parcel> parcels = new ArrayList<>(rows.size());
        for (StoredRequest row : rows) {
            IssuedCheck.Finding finding = certificates.get(row.id());
            if (finding instanceof IssuedCheck.Altered altered) {
                tampering.found(STAGE, row, altered.why());
                continue;
            }
            Optional<Message> message = finding instanceof IssuedCheck.Genuine genuine
                    ? Optional.of(genuine.event())
                    : RequestWords.of(row);
            if (message.isPresent()) {
                parcels.add(new Parcel(row, Outgoing.of(messageId(row), message.get())));
            } else {
                // marked, and out of the way: an unreadable word must not hold up the others
                tampering.found(STAGE, row, "what it is to tell cannot be read");
                requests.untellable(row.id(), clock.instant());
            }
        }
        return parcels;
    }

    @Override
    public void sent(List<Parcel> parcels) {
        List<StoredRequest> rows = parcels.stream().map(OutcomeSource::row).toList();
        parcels.forEach(parcel -> Said.of(parcel, row(parcel).id(), row(parcel).correlationId()));
        requests.told(rows.stream().map(Told::of).toList(), clock.instant());
        if (rows.stream().anyMatch(row -> row.state() == State.WAITING_FOR_SIGNATURE)) {
            // the sign stage was woken when it was cleared, and passed over what was locked here meanwhile
            wakes.afterCommit("sign");
        }
    }

    @Override
    public void park(Parcel parcel, String reason) {
        StoredRequest row = row(parcel);
        parked.outgoing(
                parcel.outgoing().type().wireName() + " about request " + row.id() + ": " + reason,
                parcel.outgoing().json().getBytes(StandardCharsets.UTF_8));
        requests.untellable(row.id(), clock.instant());
    }

    private static UUID messageId(StoredRequest row) {
        return Said.messageId(row.id(), row.revision(), Objects.requireNonNull(row.word()));
    }

    private static StoredRequest row(Parcel parcel) {
        return (StoredRequest) parcel.key();
    }
}

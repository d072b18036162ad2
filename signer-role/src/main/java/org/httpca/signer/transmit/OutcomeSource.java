package org.httpca.signer.transmit;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.httpca.envelope.Outgoing;
import org.httpca.forward.loop.Wakes;
import org.httpca.forward.outbox.Parcel;
import org.httpca.forward.outbox.Source;
import org.httpca.forward.parked.Parked;
import org.httpca.log.Correlation;
import org.httpca.message.Message;
import org.httpca.signer.clearance.Tampering;
import org.httpca.signer.request.Outcome;
import org.httpca.signer.request.State;
import org.httpca.signer.request.StoredRequest;
import org.httpca.signer.request.WaitingForTransmission;
import org.httpca.signer.request.Word;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of requests as a source of messages: that something waits for transmission is said by the row alone. Each word
 * carries the row's revision, and is told again when the broker did not confirm it.
 */
public final class OutcomeSource implements Source {
    private static final String STAGE = "transmit";
    private static final Logger LOG = LoggerFactory.getLogger(OutcomeSource.class);

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
        List<StoredRequest> rows = requests.claim(max);
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
        parcels.forEach(OutcomeSource::say);
        List<StoredRequest> rows = parcels.stream().map(OutcomeSource::row).toList();
        requests.told(rows, clock.instant());
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

    /** The same word has the same id, however often it is told: what a request says depends on nothing but its revision. */
    private static UUID messageId(StoredRequest row) {
        String name = "httpca " + row.id() + " " + row.revision() + " " + row.word();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private static void say(Parcel parcel) {
        try (Correlation line = Correlation.of(row(parcel).correlationId())) {
            LOG.info(
                    "Sent about request {}: {}.",
                    row(parcel).id(),
                    parcel.outgoing().type().wireName());
        }
    }

    private static StoredRequest row(Parcel parcel) {
        return (StoredRequest) parcel.key();
    }
}

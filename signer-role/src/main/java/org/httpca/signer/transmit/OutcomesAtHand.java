package org.httpca.signer.transmit;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.httpca.envelope.Outgoing;
import org.httpca.forward.outbox.Parcel;
import org.httpca.forward.outbox.Source;
import org.httpca.forward.parked.Parked;
import org.httpca.message.CertificateIssued;
import org.httpca.signer.certificate.IssuedWord;
import org.httpca.signer.memory.AtHand;
import org.httpca.signer.request.WaitingForTransmission;
import org.httpca.signer.request.WaitingForTransmission.Told;
import org.httpca.signer.request.Word;

/**
 * Certificates that the sign stage of this process has just stored: told out of its hand, which nobody can have altered, and not
 * read out of the database again. That they were told is written down for many at a time: whatever is lost with the process before
 * that is told again, as the same word, once its lease has run out.
 */
public final class OutcomesAtHand implements Source {
    private static final Duration WRITTEN_DOWN_WITHIN = Duration.ofMillis(100);
    private static final int MOST_UNWRITTEN = 200;

    private final AtHand<IssuedWord> words;
    private final WaitingForTransmission requests;
    private final Parked parked;
    private final Clock clock;
    /** Claimed, and sent again if the broker did not confirm them. */
    private final List<IssuedWord> underWay = new ArrayList<>();

    private final List<Told> unwritten = new ArrayList<>();
    private Instant writtenAt = Instant.EPOCH;

    public OutcomesAtHand(AtHand<IssuedWord> words, WaitingForTransmission requests, Parked parked, Clock clock) {
        this.words = words;
        this.requests = requests;
        this.parked = parked;
        this.clock = clock;
    }

    @Override
    public List<Parcel> claim(int max) {
        if (underWay.size() < max) {
            underWay.addAll(words.take(max - underWay.size()));
        }
        if (underWay.isEmpty()) {
            writeDown();
        }
        return underWay.stream().limit(max).map(OutcomesAtHand::parcel).toList();
    }

    @Override
    public void sent(List<Parcel> parcels) {
        for (Parcel parcel : parcels) {
            IssuedWord word = (IssuedWord) parcel.key();
            underWay.remove(word);
            unwritten.add(told(word.event()));
            Said.of(parcel, word.event().requestId(), word.correlationId());
        }
        writeDown();
    }

    @Override
    public void park(Parcel parcel, String reason) {
        IssuedWord word = (IssuedWord) parcel.key();
        underWay.remove(word);
        parked.outgoing(
                parcel.outgoing().type().wireName() + " about request "
                        + word.event().requestId() + ": " + reason,
                parcel.outgoing().json().getBytes(StandardCharsets.UTF_8));
        requests.untellable(word.event().requestId(), clock.instant());
    }

    /** Under load not at each turn. */
    private void writeDown() {
        Instant now = clock.instant();
        if (unwritten.isEmpty()
                || unwritten.size() < MOST_UNWRITTEN && now.isBefore(writtenAt.plus(WRITTEN_DOWN_WITHIN))) {
            return;
        }
        requests.told(List.copyOf(unwritten), now);
        // if the commit fails, they are told again
        unwritten.clear();
        writtenAt = now;
    }

    private static Told told(CertificateIssued event) {
        return new Told(event.requestId(), event.revision(), Word.OUTCOME);
    }

    private static Parcel parcel(IssuedWord word) {
        CertificateIssued event = word.event();
        return new Parcel(word, Outgoing.of(Said.messageId(event.requestId(), event.revision(), Word.OUTCOME), event));
    }
}

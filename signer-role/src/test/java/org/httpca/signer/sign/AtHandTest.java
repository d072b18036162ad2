package org.httpca.signer.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.bouncycastle.asn1.x509.Certificate;
import org.httpca.forward.outbox.Parcel;
import org.httpca.forward.outbox.Source;
import org.httpca.message.CertificateIssued;
import org.httpca.message.MessageJson;
import org.httpca.message.RequestCertificate;
import org.httpca.message.UnreadableMessageException;
import org.httpca.signer.bed.BedSigner;
import org.httpca.signer.bed.SigningBed;
import org.httpca.signer.certificate.StoredIntent;
import org.httpca.signer.request.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What stages of one process hand to each other beside the database, and what becomes of it when the process dies in between. */
class AtHandTest {
    private static final Duration LEASE_AND_MORE = Preparation.LEASE.plusSeconds(1);
    private final SigningBed bed = new SigningBed();
    private final BedSigner one = bed.signerWithHands("signer-1");
    private final BedSigner two = bed.signerWithHands("signer-2");

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void itIsSignedAndToldWithoutALookIntoTheDatabase() throws Exception {
        UUID id = bed.acceptsAtOnce(one, "www.example");
        assertThat(bed.state(id)).isEqualTo(State.WAITING_FOR_SIGNATURE);
        assertThat(bed.audited(id, "intent-stored")).isEqualTo(1);
        // it is leased: nobody else takes it, and the intent is not altered by whoever writes to the database
        assertThat(two.sign.run()).isZero();
        bed.tampers("UPDATE intent SET tbs = '\\x3000' WHERE request_id = ?", id);

        assertThat(one.sign.run()).isEqualTo(1);
        assertThat(bed.state(id)).isEqualTo(State.WAITING_FOR_TRANSMISSION);
        List<Parcel> parcels = claim(one.outcomesAtHand);
        CertificateIssued event = event(parcels.get(0));
        assertThat(event.requestId()).isEqualTo(id);
        assertThat(event.serial()).isEqualTo(bed.row(id).serial());
        assertThat(event.revision()).isEqualTo(bed.row(id).revision());
        assertThat(event.certificate().toArray()).isEqualTo(bed.certificate(id));
        assertThat(claim(one.outcomes)).isEmpty();

        sent(one.outcomesAtHand, parcels);
        assertThat(bed.state(id)).isEqualTo(State.TRANSMITTED);
        assertThat(claim(one.outcomesAtHand)).isEmpty();
        assertThat(claim(one.outcomes)).isEmpty();
    }

    @Test
    void whatWasRolledBackIsNeverAtHand() throws Exception {
        RequestCertificate command = SigningBed.command("www.example");
        bed.transactions.executeWithoutResult(status -> {
            bed.acceptAtOnce(one, command);
            status.setRollbackOnly();
        });
        assertThat(one.sign.run()).isZero();
        assertThat(bed.count("intent")).isZero();
    }

    /** As the search for a poisonous message does it. */
    @Test
    void whatARollbackToASavepointUndidIsNotAtHand() throws Exception {
        RequestCertificate undone = SigningBed.command("a.example");
        RequestCertificate kept = SigningBed.command("b.example");
        bed.transactions.executeWithoutResult(status -> {
            bed.acceptAtOnce(one, kept);
            Object savepoint = status.createSavepoint();
            bed.acceptAtOnce(one, undone);
            status.rollbackToSavepoint(savepoint);
        });
        assertThat(one.sign.run()).isEqualTo(1);
        assertThat(bed.state(kept.requestId())).isEqualTo(State.WAITING_FOR_TRANSMISSION);
        assertThat(bed.count("certificate")).isEqualTo(1);
    }

    @Test
    void whatAProcessHadAtHandWhenItDiedIsSignedByAnotherAsItWasWrittenDown() throws Exception {
        UUID id = bed.acceptsAtOnce(one, "www.example");
        StoredIntent intent = Objects.requireNonNull(bed.intents.of(List.of(id)).get(id));
        bed.clock.forward(LEASE_AND_MORE);
        assertThat(two.sign.run()).isEqualTo(1);
        byte[] certificate = bed.certificate(id);
        assertThat(Certificate.getInstance(certificate).getTBSCertificate().getEncoded())
                .isEqualTo(intent.tbs());

        // the first one was only slow
        one.sign.run();
        assertThat(bed.certificate(id)).isEqualTo(certificate);
        assertThat(bed.audited(id, "certificate-issued")).isEqualTo(1);
        assertThat(claim(one.outcomesAtHand)).isEmpty();
    }

    @Test
    void whatWasHaltedMeanwhileWaitsInTheDatabase() throws Exception {
        UUID id = bed.acceptsAtOnce(one, "www.example");
        bed.halts.order(true, 5, "mary", "a", SigningBed.START);
        assertThat(one.sign.run()).isZero();
        assertThat(bed.count("certificate")).isZero();
        assertThat(bed.state(id)).isEqualTo(State.WAITING_FOR_SIGNATURE);

        bed.halts.order(false, 6, "mary", "", SigningBed.START);
        assertThat(two.sign.run()).isEqualTo(1);
        assertThat(bed.state(id)).isEqualTo(State.WAITING_FOR_TRANSMISSION);
    }

    @Test
    void whatTheBrokerDidNotConfirmIsToldAgain() throws Exception {
        UUID id = bed.acceptsAtOnce(one, "www.example");
        one.sign.run();
        List<Parcel> lost = claim(one.outcomesAtHand);
        assertThat(claim(one.outcomesAtHand)).isEqualTo(lost);
        sent(one.outcomesAtHand, lost);
        assertThat(bed.state(id)).isEqualTo(State.TRANSMITTED);
    }

    @Test
    void whatAProcessDidNotGetToTellIsToldByAnotherUnderTheSameId() throws Exception {
        UUID id = bed.acceptsAtOnce(one, "www.example");
        one.sign.run();
        Parcel lost = claim(one.outcomesAtHand).get(0);
        assertThat(claim(two.outcomes)).isEmpty();
        bed.clock.forward(Duration.ofSeconds(11));
        List<Parcel> again = claim(two.outcomes);
        assertThat(again).hasSize(1);
        assertThat(again.get(0).outgoing()).isEqualTo(lost.outgoing());
        sent(two.outcomes, again);
        assertThat(bed.state(id)).isEqualTo(State.TRANSMITTED);
    }

    @Test
    void whoStopsOrStartsAgainGivesBackWhatWasAtHand() throws Exception {
        UUID unsigned = bed.acceptsAtOnce(one, "a.example");
        assertThat(two.sign.run()).isZero();
        assertThat(bed.leases.release("signer-1")).isEqualTo(1);
        assertThat(two.sign.run()).isEqualTo(1);
        assertThat(bed.state(unsigned)).isEqualTo(State.WAITING_FOR_TRANSMISSION);

        assertThat(claim(one.outcomes)).isEmpty();
        assertThat(bed.leases.release("signer-1")).as("another's").isZero();
        assertThat(bed.leases.release("signer-2")).isEqualTo(1);
        assertThat(claim(one.outcomes)).hasSize(1);
    }

    /** Under load that words were told is written down for many of them at a time, and for the last ones in a turn without any. */
    @Test
    void thatItWasToldIsWrittenDownLater() throws Exception {
        UUID first = bed.acceptsAtOnce(one, "a.example");
        one.sign.run();
        sent(one.outcomesAtHand, claim(one.outcomesAtHand));
        assertThat(bed.state(first)).isEqualTo(State.TRANSMITTED);

        UUID second = bed.acceptsAtOnce(one, "b.example");
        one.sign.run();
        sent(one.outcomesAtHand, claim(one.outcomesAtHand));
        assertThat(bed.state(second)).isEqualTo(State.WAITING_FOR_TRANSMISSION);
        bed.clock.forward(Duration.ofSeconds(1));
        assertThat(claim(one.outcomesAtHand)).isEmpty();
        assertThat(bed.state(second)).isEqualTo(State.TRANSMITTED);
    }

    private List<Parcel> claim(Source source) {
        return Objects.requireNonNull(bed.transactions.execute(status -> source.claim(100)));
    }

    private void sent(Source source, List<Parcel> parcels) {
        bed.transactions.executeWithoutResult(status -> source.sent(parcels));
    }

    private static CertificateIssued event(Parcel parcel) throws UnreadableMessageException {
        return (CertificateIssued)
                MessageJson.read(parcel.outgoing().type(), parcel.outgoing().json());
    }
}

package org.httpca.signer.transmit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.httpca.envelope.Outgoing;
import org.httpca.forward.outbox.Parcel;
import org.httpca.message.CertificateIssued;
import org.httpca.message.Message;
import org.httpca.message.MessageJson;
import org.httpca.message.RequestHeld;
import org.httpca.message.RequestRejected;
import org.httpca.signer.bed.BedSigner;
import org.httpca.signer.bed.SigningBed;
import org.httpca.signer.request.State;
import org.httpca.signer.request.StoredRequest;
import org.httpca.signer.request.WaitingForTransmission.Told;
import org.httpca.signer.sign.Sign;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeSourceTest {
    private final SigningBed bed = new SigningBed();
    private final BedSigner signer = bed.signer("signer-1");

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void anIssuedCertificateIsToldOnce() throws Exception {
        UUID id = bed.accepts("www.example");
        signer.sign.run();

        List<Message> told = transmits();
        assertThat(told).hasSize(1);
        CertificateIssued event = (CertificateIssued) told.get(0);
        assertThat(event.requestId()).isEqualTo(id);
        assertThat(event.issuer()).isEqualTo("issuing");
        assertThat(event.serial()).isEqualTo(bed.row(id).serial());
        assertThat(event.certificate().toArray()).isEqualTo(bed.certificate(id));
        assertThat(event.revision()).isEqualTo(bed.row(id).revision());
        assertThat(bed.state(id)).isEqualTo(State.TRANSMITTED);
        assertThat(transmits()).isEmpty();
    }

    @Test
    void whatWasNotConfirmedIsToldAgainUnderTheSameId() throws Exception {
        bed.accepts("www.example");
        signer.sign.run();
        Outgoing first = claimsAndLosesTheBroker().get(0).outgoing();
        assertThat(claimsAndLosesTheBroker().get(0).outgoing()).isEqualTo(first);
    }

    @Test
    void aHeldRequestIsToldAndGoesOnWaiting() {
        UUID id = bed.accepts("www.elsewhere.org");
        List<Message> told = transmits();
        assertThat(told).hasSize(1);
        RequestHeld event = (RequestHeld) told.get(0);
        assertThat(event.approvalsRequired()).isPositive();
        assertThat(event.findings()).isNotEmpty();
        assertThat(bed.state(id)).isEqualTo(State.WAITING_FOR_APPROVAL);
        assertThat(transmits()).isEmpty();
    }

    /** Its row is locked while its words are sent, and the sign stage passes it over. */
    @Test
    void whatWaitsForItsSignatureIsToldAndTheSignStageLooksAgain() throws Exception {
        UUID held = bed.accepts("www.elsewhere.org");
        AtomicInteger woken = bed.wakesOf(Sign.CHANNEL);
        transmits();
        assertThat(woken).hasValue(0);

        bed.tampers("UPDATE request SET state = 'Waiting-For-Signature', word = 'counted' WHERE id = ?", held);
        transmits();
        assertThat(woken).hasPositiveValue();
    }

    @Test
    void aRejectionTravelsBackToo() throws Exception {
        UUID id = bed.clearsWhatTheLinterStops();
        signer.sign.run();
        assertThat(transmits()).singleElement().isInstanceOf(RequestRejected.class);
        assertThat(bed.state(id)).isEqualTo(State.TRANSMITTED);
    }

    @Test
    void aNewerWordIsNotLost() {
        UUID id = bed.accepts("www.elsewhere.org");
        StoredRequest old = bed.row(id);
        bed.tampers(
                "UPDATE request SET revision = revision + 1, word = 'counted', approvals_given = 1 WHERE id = ?", id);
        assertThat(signer.waiting.told(List.of(Told.of(old)), bed.clock.instant()))
                .isZero();
        assertThat(bed.row(id).word()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "certificate | der = (SELECT der FROM certificate c WHERE c.request_id <> certificate.request_id LIMIT 1)",
                "certificate | der = '\\x3000'",
                "certificate | der = set_byte(der, length(der) - 1, get_byte(der, length(der) - 1) # 1)",
                "certificate | der = byteacat(der, '\\x00')",
                "intent      | tbs = (SELECT tbs FROM intent i WHERE i.request_id <> intent.request_id LIMIT 1)",
                "intent      | issuer = 'other'",
                "intent      | mac = decode(repeat('00', 32), 'hex')"
            })
    void whatWasAlteredAfterwardsIsNotTold(String table, String change) throws Exception {
        bed.accepts("other.example");
        UUID id = bed.accepts("www.example");
        signer.sign.run();
        bed.tampers("UPDATE " + table + " SET " + change + " WHERE request_id = ?", id);
        assertTakenBack(id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "clearance = NULL",
                "serial = 'abcdef'",
                "command = replace(command, 'www.example', 'www.victim.org')",
                "identifiers = '{www.victim.org}'"
            })
    void aRowThatWasAlteredAfterwardsIsNotTold(String change) throws Exception {
        bed.accepts("other.example");
        UUID id = bed.accepts("www.example");
        signer.sign.run();
        bed.tampers("UPDATE request SET " + change + " WHERE id = ?", id);
        assertTakenBack(id);
    }

    @Test
    void aRowThatOnlyPretendsToBeIssuedIsNotTold() {
        UUID id = bed.accepts("www.elsewhere.org");
        bed.tampers(
                "UPDATE request SET state = 'Waiting-For-Transmission', outcome = 'Issued', word = 'outcome' WHERE id = ?",
                id);
        List<Message> told = transmits();
        assertThat(told).noneMatch(CertificateIssued.class::isInstance);
        assertThat(bed.state(id)).isEqualTo(State.WAITING_FOR_APPROVAL);
        assertThat(bed.audited(id, "request-found-altered")).isEqualTo(1);
    }

    @Test
    void anUnreadableWordDoesNotHoldUpOthers() {
        UUID broken = bed.accepts("www.elsewhere.org");
        bed.accepts("ftp.elsewhere.org");
        bed.tampers("UPDATE request SET findings = 'nonsense' WHERE id = ?", broken);
        assertThat(transmits()).hasSize(1);
        transmits();
        assertThat(bed.audited(broken, "request-found-altered")).isEqualTo(1);
        assertThat(transmits()).isEmpty();
    }

    @Test
    void whatCannotBeSentIsParked() throws Exception {
        UUID id = bed.accepts("www.example");
        signer.sign.run();
        bed.transactions.executeWithoutResult(
                status -> signer.outcomes.park(signer.outcomes.claim(10).get(0), "too large"));
        assertThat(bed.parked.count()).isEqualTo(1);
        assertThat(bed.row(id).word()).isNull();
    }

    private void assertTakenBack(UUID id) {
        assertThat(transmits())
                .noneMatch(
                        m -> m instanceof CertificateIssued i && i.requestId().equals(id));
        assertThat(transmits()).noneMatch(CertificateIssued.class::isInstance);
        assertThat(bed.state(id)).isEqualTo(State.WAITING_FOR_APPROVAL);
        assertThat(bed.audited(id, "request-found-altered")).isEqualTo(1);
    }

    private List<Message> transmits() {
        return bed.transactions.execute(status -> {
            List<Parcel> parcels = signer.outcomes.claim(100);
            signer.outcomes.sent(parcels);
            return parcels.stream().map(OutcomeSourceTest::message).toList();
        });
    }

    private List<Parcel> claimsAndLosesTheBroker() {
        return bed.transactions.execute(status -> {
            status.setRollbackOnly();
            return signer.outcomes.claim(100);
        });
    }

    private static Message message(Parcel parcel) {
        try {
            return MessageJson.read(parcel.outgoing().type(), parcel.outgoing().json());
        } catch (org.httpca.message.UnreadableMessageException e) {
            throw new IllegalStateException(e);
        }
    }
}

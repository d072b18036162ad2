package org.httpca.signer.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.httpca.forward.outbox.Parcel;
import org.httpca.signer.bed.BedSigner;
import org.httpca.signer.bed.SigningBed;
import org.httpca.signer.clearance.FieldMac;
import org.httpca.signer.halt.Halts;
import org.httpca.signer.request.Outcome;
import org.httpca.signer.request.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RenewedClearanceKeyTest {
    private static final Duration OVERLAP = Duration.ofDays(30);

    private final SigningBed bed = new SigningBed();
    private final Instant until = SigningBed.START.plus(OVERLAP);
    private final FieldMac key = new FieldMac(
            new SecretKeySpec(new byte[] {7}, "HmacSHA256"),
            List.of(new FieldMac.Former(bed.clearanceKey, until)),
            bed.clock);
    private final BedSigner renewed = bed.signer("signer-1", key);

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void whatWasClearedWithTheKeyBeforeIsSignedInTheOverlapAndNotAfterIt() throws Exception {
        UUID early = bed.accepts("early.example");
        UUID late = bed.accepts("late.example");
        bed.owner.update("UPDATE request SET state = 'Waiting-For-Approval' WHERE id = ?", late); // out of the way
        assertThat(renewed.sign.run()).isEqualTo(1);
        assertThat(bed.row(early).outcome()).isEqualTo(Outcome.ISSUED);

        bed.owner.update("UPDATE request SET state = 'Waiting-For-Signature' WHERE id = ?", late);
        bed.clock.forward(OVERLAP);
        renewed.sign.run();
        assertThat(bed.row(late).outcome()).isNull();
        assertThat(bed.state(late)).isEqualTo(State.WAITING_FOR_APPROVAL);
        assertThat(bed.audited(late, "request-found-altered")).isEqualTo(1);
        assertThat(bed.count("certificate")).isEqualTo(1);
    }

    @Test
    void whatWasIssuedIsToldForAsLongAsItIsAskedFor() throws Exception {
        UUID id = bed.accepts("www.example");
        bed.signer("signer-2").sign.run();
        bed.clock.forward(OVERLAP.multipliedBy(10));
        List<Parcel> told = Objects.requireNonNull(bed.transactions.execute(status -> renewed.outcomes.claim(10)));
        assertThat(told).hasSize(1);
        assertThat(told.get(0).outgoing().json()).contains(id.toString());
        assertThat(bed.audited(id, "request-found-altered")).isZero();
    }

    @Test
    void theKeyBeforeMakesNothingAnyMore() {
        FieldMac before = new FieldMac(bed.clearanceKey);
        byte[] mac = key.of("label", new byte[] {1});
        assertThat(before.holds(mac, "label", new byte[] {1})).isFalse();
        assertThat(key.holds(mac, "label", new byte[] {1})).isTrue();
        assertThat(key.holds(before.of("label", new byte[] {1}), "label", new byte[] {1}))
                .isTrue();
        assertThat(key.holds(before.of("label", new byte[] {1}), "label", new byte[] {2}))
                .isFalse();
        bed.clock.forward(OVERLAP);
        assertThat(key.holds(before.of("label", new byte[] {1}), "label", new byte[] {1}))
                .isFalse();
    }

    @Test
    void aHaltOutlivesTheKeyThatSealedIt() {
        bed.halts.order(true, 5, "mary", "a drill", SigningBed.START);
        Halts after = new Halts(bed.jdbc, key);
        after.reseal();
        bed.clock.forward(OVERLAP);
        assertThat(after.now().halted()).isTrue();
        assertThat(after.now().fault()).isNull();
    }
}

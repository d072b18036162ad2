package org.httpca.signer.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.httpca.pki.RevocationReason;
import org.httpca.signer.bed.BedSigner;
import org.httpca.signer.bed.SigningBed;
import org.httpca.signer.request.Outcome;
import org.httpca.signer.request.State;
import org.httpca.signer.revocation.Revoking;
import org.httpca.signer.revocation.Wish;
import org.httpca.signer.testing.Commands;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** However far a request has come: once its key is revoked as compromised, it gets no certificate. */
class CompromisedKeyTest {
    private final SigningBed bed = new SigningBed();
    private final BedSigner signer = bed.signerWithHands("signer-1");
    private String serial = "";

    @BeforeEach
    void issue() throws Exception {
        UUID first = bed.accepts("first.example");
        signer.sign.run();
        serial = Objects.requireNonNull(bed.row(first).serial());
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void aNewRequestIsRejectedByThePolicy() {
        compromise();
        UUID id = bed.accepts("www.example");
        assertThat(bed.row(id).outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(bed.row(id).problem()).contains("bad-public-key", "revoked as compromised");
        assertThat(bed.row(bed.accepts(Commands.request("other.example"))).outcome())
                .isNull();
    }

    @Test
    void oneThatWaitedForApprovalIsNotSignedWhenItIsApproved() throws Exception {
        UUID id = bed.accepts("www.elsewhere.org");
        UUID other = bed.accepts(Commands.request("other.elsewhere.org"));
        compromise();
        bed.approves(id);
        bed.approves(other);
        signer.sign.run();
        refused(id);
        assertThat(bed.row(other).outcome()).isEqualTo(Outcome.ISSUED);
    }

    @Test
    void oneThatWasWrittenDownBeforeACrashIsNotSigned() throws Exception {
        UUID id = bed.accepts("www.example");
        signer.sign.prepare();
        assertThat(bed.count("intent WHERE request_id = '" + id + "'")).isEqualTo(1);
        compromise();
        bed.clock.forward(Preparation.LEASE.plusSeconds(1));
        bed.signer("signer-2").sign.run();
        refused(id);
    }

    @Test
    void oneThatIsAtHandIsNotSignedAndTheOthersAre() throws Exception {
        UUID id = bed.acceptsAtOnce(signer, "www.example");
        var other = Commands.request("other.example");
        bed.transactions.executeWithoutResult(status -> bed.acceptAtOnce(signer, other));
        compromise();
        signer.sign.run();
        refused(id);
        assertThat(bed.row(other.requestId()).outcome()).isEqualTo(Outcome.ISSUED);
    }

    private void refused(UUID id) {
        assertThat(bed.row(id).outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(bed.state(id)).isEqualTo(State.WAITING_FOR_TRANSMISSION);
        assertThat(bed.row(id).problem()).contains("bad-public-key", "revoked as compromised");
        assertThat(bed.audited(id, "compromised-key-refused")).isEqualTo(1);
        assertThat(bed.count("certificate WHERE request_id = '" + id + "'")).isZero();
    }

    private void compromise() {
        Revoking revoking = new Revoking(
                bed.revocations,
                bed.revokedKeys,
                bed.audit("signer-9"),
                bed.outbox,
                bed.wakes,
                UUID::randomUUID,
                bed.clock);
        Wish wish = new Wish("issuing", serial, RevocationReason.KEY_COMPROMISE, null, null, null);
        bed.transactions.executeWithoutResult(
                status -> revoking.on(wish, "accept", Map.of()).orElseThrow());
    }
}

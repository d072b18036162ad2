package org.httpca.signer.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.httpca.pki.RevocationReason;
import org.httpca.signer.bed.BedSigner;
import org.httpca.signer.bed.SigningBed;
import org.httpca.signer.testing.Commands;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which revocations block a key, and what is said about others that have it. */
class RevokedKeysTest {
    private final SigningBed bed = new SigningBed();
    private final BedSigner signer = bed.signer("signer-1");
    private final Revoking revoking = new Revoking(
            bed.revocations,
            bed.revokedKeys,
            bed.audit("signer-1"),
            bed.outbox,
            bed.wakes,
            UUID::randomUUID,
            bed.clock);
    private final List<String> serials = new ArrayList<>();
    private String key = "";

    @BeforeEach
    void fourCertificatesOfOneKeyAndOneOfAnother() throws Exception {
        List<UUID> ids = new ArrayList<>();
        for (String name : List.of("a.example", "b.example", "c.example", "d.example")) {
            ids.add(bed.accepts(name));
        }
        ids.add(bed.accepts(Commands.request("other.example")));
        signer.sign.run();
        ids.forEach(id -> serials.add(Objects.requireNonNull(bed.row(id).serial())));
        key = keyOf(serials.get(0));
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void keyCompromiseBlocksTheKeyAndSaysHowManyOthersHaveIt() {
        revoke(1, RevocationReason.SUPERSEDED);
        revoke(2, RevocationReason.CERTIFICATE_HOLD);
        revoke(0, RevocationReason.KEY_COMPROMISE);
        assertThat(blocked()).containsExactly(key);
        assertThat(bed.count("blocked_key WHERE issuer = 'issuing' AND serial = '" + serials.get(0)
                        + "' AND since = timestamptz '" + SigningBed.START + "'"))
                .isEqualTo(1);
        // the one on hold, and the one about which nothing was said
        assertThat(said()).containsExactly("2");
        assertThat(bed.revokedKeys.among(Set.of(key, keyOf(serials.get(4)), "00")))
                .containsExactly(key);
    }

    @Test
    void whatHasEndedIsNotCounted() {
        bed.clock.forward(Duration.ofDays(4_000));
        revoke(0, RevocationReason.KEY_COMPROMISE);
        assertThat(blocked()).containsExactly(key);
        assertThat(said()).containsExactly("0");
    }

    @Test
    void aReasonThatIsRaisedLaterBlocksTheKey() {
        revoke(0, RevocationReason.SUPERSEDED);
        assertThat(blocked()).isEmpty();
        revoke(0, RevocationReason.KEY_COMPROMISE);
        assertThat(blocked()).containsExactly(key);
    }

    @Test
    void noOtherReasonBlocksItAndNoReleaseUnblocksIt() {
        revoke(0, RevocationReason.CERTIFICATE_HOLD);
        revoke(1, RevocationReason.AFFILIATION_CHANGED);
        assertThat(blocked()).isEmpty();
        revoke(2, RevocationReason.KEY_COMPROMISE);
        revoke(0, RevocationReason.REMOVE_FROM_CRL);
        assertThat(blocked()).containsExactly(key);
    }

    @Test
    void itIsBlockedOnceAndTheFirstCertificateStands() {
        revoke(3, RevocationReason.KEY_COMPROMISE);
        revoke(0, RevocationReason.KEY_COMPROMISE);
        revoke(3, RevocationReason.KEY_COMPROMISE);
        assertThat(bed.count("blocked_key WHERE serial = '" + serials.get(3) + "'"))
                .isEqualTo(1);
        assertThat(blocked()).hasSize(1);
        assertThat(said()).containsExactly("3");
    }

    @Test
    void aRowThatAnOlderCopyOfTheDatabaseDidNotHaveComesBackWhenItIsSaidAgain() {
        revoke(0, RevocationReason.KEY_COMPROMISE);
        bed.tampers("DELETE FROM blocked_key");
        revoke(0, RevocationReason.KEY_COMPROMISE);
        assertThat(blocked()).containsExactly(key);
    }

    @Test
    void whatIsRolledBackBlocksNothing() {
        bed.transactions.executeWithoutResult(status -> {
            revoking.on(wish(0, RevocationReason.KEY_COMPROMISE), "accept", Map.of());
            status.setRollbackOnly();
        });
        assertThat(blocked()).isEmpty();
        assertThat(bed.count("revocation")).isZero();
    }

    private void revoke(int which, RevocationReason reason) {
        bed.transactions.executeWithoutResult(
                status -> revoking.on(wish(which, reason), "accept", Map.of()).orElseThrow());
    }

    private Wish wish(int which, RevocationReason reason) {
        return new Wish("issuing", serials.get(which), reason, null, null, null);
    }

    private List<String> blocked() {
        return bed.owner.queryForList("SELECT spki_sha256 FROM blocked_key", String.class);
    }

    private List<String> said() {
        return bed.owner.queryForList(
                "SELECT detail::json ->> 'otherCertificates' FROM audit WHERE event = 'key-blocked' ORDER BY sequence",
                String.class);
    }

    private String keyOf(String serial) {
        return Objects.requireNonNull(
                bed.owner.queryForObject("SELECT spki_sha256 FROM certificate WHERE serial = ?", String.class, serial));
    }
}

package org.httpca.signer.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.httpca.pki.RevocationReason;
import org.httpca.problem.Result;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NextTest {
    private static final Instant BEGIN = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-21T11:00:00.123456Z");
    private static final UUID WISH = UUID.randomUUID();
    private static final Instant END = Instant.parse("2027-02-19T10:00:00Z");

    /** Before: "-" for nothing, "released", or a reason. After: a reason, "released", "same", or a problem. */
    @ParameterizedTest
    @CsvSource({
        "-,                 keyCompromise,      keyCompromise",
        "-,                 unspecified,        unspecified",
        "-,                 certificateHold,    certificateHold",
        "-,                 removeFromCRL,      conflict",
        "-,                 cACompromise,       malformed",
        "-,                 aACompromise,       malformed",
        "certificateHold,   removeFromCRL,      released",
        "certificateHold,   superseded,         superseded",
        "certificateHold,   certificateHold,    certificateHold",
        "released,          removeFromCRL,      same",
        "released,          certificateHold,    certificateHold",
        "released,          superseded,         superseded",
        "superseded,        superseded,         same",
        "superseded,        keyCompromise,      keyCompromise",
        "superseded,        certificateHold,    already-decided",
        "superseded,        removeFromCRL,      already-decided",
        "keyCompromise,     superseded,         already-decided",
        "keyCompromise,     keyCompromise,      same",
    })
    void whatAWishMakesOfACertificate(String before, String wanted, String after) {
        Revocation was = before.equals("-") ? null : row(before, 7);
        assertThat(of(Next.of(wish(wanted, null), was, END, NOW), was)).isEqualTo(after);
    }

    @Test
    void itIsRevokedToTheSecondUnderARevisionOfTheTime() {
        Revocation now = Next.of(wish("superseded", NOW), null, END, NOW).orElseThrow();
        assertThat(now)
                .isEqualTo(new Revocation(
                        "issuing",
                        "5f",
                        NOW.toEpochMilli(),
                        RevocationReason.SUPERSEDED,
                        Instant.parse("2026-11-21T11:00:00Z"),
                        END,
                        false,
                        NOW,
                        ""));
    }

    @Test
    void aRevisionGrowsAlsoWhenTheClockIsBehind() {
        long ahead = NOW.toEpochMilli() + 1_000_000;
        Revocation now = Next.of(wish("removeFromCRL", null), row("certificateHold", ahead), END, NOW)
                .orElseThrow();
        assertThat(now.revision()).isEqualTo(ahead + 1);
    }

    /** It was not to be relied on since the hold began; a new hold after a release begins anew. */
    @Test
    void aHoldThatBecomesARevocationKeepsItsDate() {
        assertThat(Next.of(wish("superseded", null), row("certificateHold", 7), END, NOW)
                        .orElseThrow()
                        .at())
                .isEqualTo(BEGIN);
        assertThat(Next.of(wish("superseded", null), row("released", 7), END, NOW)
                        .orElseThrow()
                        .at())
                .isEqualTo(Instant.parse("2026-11-21T11:00:00Z"));
    }

    @Test
    void aCommandThatIsNotNewerThanTheLastOneChangesNothing() {
        Revocation released = row("released", 7);
        for (Duration earlier : new Duration[] {Duration.ZERO, Duration.ofSeconds(1)}) {
            assertThat(Next.of(wish("certificateHold", BEGIN.minus(earlier)), released, END, NOW)
                            .orElseThrow())
                    .isSameAs(released);
        }
        assertThat(Next.of(wish("certificateHold", BEGIN.plusMillis(1)), released, END, NOW)
                        .orElseThrow()
                        .reason())
                .isEqualTo(RevocationReason.CERTIFICATE_HOLD);
    }

    @Test
    void anOrderIsNeverLateAndLeavesTheTimeOfTheLastCommand() {
        Revocation now = Next.of(wish("certificateHold", null), row("released", 7), END, NOW)
                .orElseThrow();
        assertThat(now.commandAt()).isEqualTo(BEGIN);
    }

    @Test
    void whatAnOrderHoldsAnOrderReleases() {
        Revocation held = Next.of(wish("certificateHold", null), row("certificateHold", 7), END, NOW)
                .orElseThrow();
        assertThat(held.ordered()).isTrue();
        assertThat(held.at()).isEqualTo(BEGIN);
        assertThat(of(Next.of(wish("removeFromCRL", NOW), held, END, NOW), held))
                .isEqualTo("already-decided");
        assertThat(of(Next.of(wish("removeFromCRL", null), held, END, NOW), held))
                .isEqualTo("released");
        assertThat(of(Next.of(wish("superseded", NOW), held, END, NOW), held)).isEqualTo("superseded");
    }

    @Test
    void aCommandFromTheFutureDoesNotMakeTheNextOnesLate() {
        Wish ahead = wish("certificateHold", NOW.plus(Duration.ofDays(9_000))).notAfter(NOW);
        Revocation held = Next.of(ahead, null, END, NOW).orElseThrow();
        assertThat(of(Next.of(wish("removeFromCRL", NOW.plusSeconds(1)), held, END, NOW), held))
                .isEqualTo("released");
    }

    private static Wish wish(String reason, @Nullable Instant commandAt) {
        return new Wish(
                "issuing",
                "5f",
                RevocationReason.ofLabel(reason).orElseThrow(),
                null,
                commandAt == null ? null : WISH,
                commandAt);
    }

    private static Revocation row(String reason, long revision) {
        return new Revocation(
                "issuing", "5f", revision, RevocationReason.ofLabel(reason).orElse(null), BEGIN, END, false, BEGIN, "");
    }

    private static String of(Result<Revocation> result, @Nullable Revocation before) {
        if (result instanceof Result.Refused<Revocation> refused) {
            return refused.problem().type().slug();
        }
        Revocation after = result.orElseThrow();
        if (after.equals(before)) {
            return "same";
        }
        return after.reason() == null ? "released" : after.reason().label();
    }
}

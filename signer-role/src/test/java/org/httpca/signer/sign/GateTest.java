package org.httpca.signer.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.httpca.signer.bed.BedSigner;
import org.httpca.signer.bed.SigningBed;
import org.httpca.signer.profile.Profiles;
import org.httpca.signer.request.State;
import org.httpca.signer.testing.TestSigner;
import org.junit.jupiter.api.Test;

/** Nothing is signed while issuing is halted, and no more than a profile's limits; and nothing is lost by either. */
class GateTest {

    private static Profiles limited(String limits) {
        return TestSigner.profiles(
                "*.example", "names: [dns, wildcard, ip]", "names: [dns, wildcard, ip]\n    " + limits);
    }

    @Test
    void whileIssuingIsHaltedEverythingWaitsAndThenGoesOn() throws Exception {
        try (SigningBed bed = new SigningBed()) {
            Sign one = bed.signer("signer-1").sign;
            Sign two = bed.signer("signer-2").sign;
            UUID before = bed.accepts("a.example");
            assertThat(one.run()).isEqualTo(1);
            bed.halts.order(true, 5, "mary", "a", SigningBed.START);
            UUID waits = bed.accepts("b.example");
            for (Sign each : List.of(one, two, one, two)) {
                assertThat(each.run()).isZero();
            }
            assertThat(bed.state(before)).isEqualTo(State.WAITING_FOR_TRANSMISSION);
            assertThat(bed.state(waits)).isEqualTo(State.WAITING_FOR_SIGNATURE);
            assertThat(bed.count("intent")).isEqualTo(1);
            // No lease is left that would make it wait longer than it must.
            bed.halts.order(false, 6, "mary", "", SigningBed.START);
            assertThat(two.run()).isEqualTo(1);
            assertThat(bed.state(waits)).isEqualTo(State.WAITING_FOR_TRANSMISSION);
        }
    }

    @Test
    void whatWasPreparedBeforeACrashWaitsToo() throws Exception {
        try (SigningBed bed = new SigningBed()) {
            UUID id = bed.accepts("a.example");
            bed.signer("signer-1").sign.prepare();
            bed.halts.order(true, 5, "mary", "a", SigningBed.START);
            bed.clock.forward(Preparation.LEASE.plusSeconds(1));
            assertThat(bed.signer("signer-2").sign.run()).isZero();
            assertThat(bed.state(id)).isEqualTo(State.WAITING_FOR_SIGNATURE);
            assertThat(bed.count("certificate")).isZero();
        }
    }

    @Test
    void aLeaseOfAClockThatWasAheadHoldsNothingUp() throws Exception {
        try (SigningBed bed = new SigningBed()) {
            UUID id = bed.accepts("a.example");
            bed.clock.forward(Duration.ofDays(1));
            bed.signer("signer-1").sign.prepare();
            bed.clock.forward(Duration.ofDays(-1));
            assertThat(bed.signer("signer-2").sign.run()).isEqualTo(1);
            assertThat(bed.state(id)).isEqualTo(State.WAITING_FOR_TRANSMISSION);
        }
    }

    @Test
    void noMoreThanTheLimitInAnyHourByAllSignersTogether() throws Exception {
        try (SigningBed bed = new SigningBed(limited("limits: {per-hour: 5}"))) {
            BedSigner one = bed.signer("signer-1");
            BedSigner two = bed.signer("signer-2");
            List<UUID> ids = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                ids.add(bed.accepts("host-" + i + ".example"));
                bed.clock.forward(Duration.ofMillis(1));
            }
            one.sign.run();
            two.sign.run();
            assertThat(bed.count("certificate")).isEqualTo(5);
            assertThat(ids.subList(0, 5)).allMatch(id -> bed.state(id) == State.WAITING_FOR_TRANSMISSION);
            assertThat(ids.subList(5, 12)).allMatch(id -> bed.state(id) == State.WAITING_FOR_SIGNATURE);
            assertThat(one.rates.alarms())
                    .containsExactly(
                            "Profile 'server' has reached its limit of 5 certificates an hour: requests wait.");
            assertThat(bed.count("audit WHERE event = 'rate-limit-reached'")).isEqualTo(1);

            bed.clock.forward(Duration.ofMinutes(30));
            assertThat(two.sign.run()).isZero();
            assertThat(bed.count("certificate")).isEqualTo(5);
            bed.clock.forward(Duration.ofMinutes(31));
            one.sign.run();
            assertThat(bed.count("certificate")).isEqualTo(10);
            bed.clock.forward(Duration.ofMinutes(61));
            two.sign.run();
            assertThat(bed.count("certificate")).isEqualTo(12);
            bed.clock.forward(Duration.ofMinutes(5));
            assertThat(two.rates.alarms()).isEmpty();
        }
    }

    @Test
    void aLimitForEachPrincipalLeavesRoomForTheOthers() throws Exception {
        try (SigningBed bed = new SigningBed(limited("limits: {per-hour: 100, per-hour-and-principal: 2}"))) {
            BedSigner one = bed.signer("signer-1");
            List<UUID> greedy = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                greedy.add(bed.acceptsFrom("greedy", "host-" + i + ".example"));
            }
            UUID modest = bed.acceptsFrom("modest", "other.example");
            UUID anonymous = bed.accepts("third.example");
            one.sign.run();
            assertThat(bed.state(modest)).isEqualTo(State.WAITING_FOR_TRANSMISSION);
            assertThat(bed.state(anonymous)).isEqualTo(State.WAITING_FOR_TRANSMISSION);
            assertThat(greedy.stream().filter(id -> bed.state(id) == State.WAITING_FOR_SIGNATURE))
                    .hasSize(2);
            assertThat(one.rates.alarms()).singleElement().asString().doesNotContain("greedy");
        }
    }

    @Test
    void behindABatchWithoutRoomOthersAreSignedInTheNextTurn() throws Exception {
        try (SigningBed bed = new SigningBed(limited("limits: {per-hour-and-principal: 1}"))) {
            Sign one = bed.signer("signer-1").sign;
            for (int i = 0; i <= Preparation.MOST; i++) {
                bed.acceptsFrom("greedy", "host-" + i + ".example");
            }
            bed.clock.forward(Duration.ofSeconds(1));
            UUID behind = bed.acceptsFrom("modest", "other.example");
            assertThat(one.run()).isPositive();
            one.run();
            assertThat(bed.state(behind)).isEqualTo(State.WAITING_FOR_TRANSMISSION);
            assertThat(bed.count("certificate")).isEqualTo(2);
        }
    }

    @Test
    void withoutLimitsNothingIsCounted() throws Exception {
        try (SigningBed bed = new SigningBed()) {
            bed.accepts("a.example");
            bed.signer("signer-1").sign.run();
            assertThat(bed.count("issuance_count")).isZero();
        }
    }

    @Test
    void whatASignerTookOverIsNotCountedAgain() throws Exception {
        try (SigningBed bed = new SigningBed(limited("limits: {per-hour: 1}"))) {
            UUID id = bed.accepts("a.example");
            bed.signer("signer-1").sign.prepare();
            bed.clock.forward(Preparation.LEASE.plusSeconds(1));
            assertThat(bed.signer("signer-2").sign.run()).isEqualTo(1);
            assertThat(bed.state(id)).isEqualTo(State.WAITING_FOR_TRANSMISSION);
        }
    }
}

package org.httpca.signer.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.httpca.message.RequestCertificate;
import org.httpca.message.WithdrawRequest;
import org.httpca.order.Action;
import org.httpca.signer.profile.Profiles;
import org.httpca.signer.request.Outcome;
import org.httpca.signer.request.State;
import org.httpca.signer.request.StoredRequest;
import org.httpca.signer.testing.Commands;
import org.httpca.signer.testing.TestAdministrator;
import org.httpca.signer.testing.TestCsr;
import org.httpca.signer.testing.TestSigner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Two versions of one profile in a deployment: another CA issued 645 duplicate serial numbers that way. Here each signer keeps
 * its hands off what is pinned to the other's version, and what is pinned to nobody's is evaluated again.
 */
class DifferentProfilesTest {
    private static final String HELD = "held.example.org";
    private static final String SIGNED = "web1.dev.example.org";

    private final TestAdministrator ada = new TestAdministrator("ada-" + UUID.randomUUID());
    private final Profiles before = TestSigner.profiles("*.dev.example.org");
    private final Profiles after = TestSigner.profiles("*.dev.example.org", "validity: 90d", "validity: 60d");
    private final TestSigner older = new TestSigner(TestAdministrator.all(ada), before).isPresent();
    private final TestSigner newer = new TestSigner(TestAdministrator.all(ada), after).isPresent();

    @AfterEach
    void close() {
        older.close();
        newer.close();
    }

    private static String hash(Profiles profiles) {
        return profiles.find("server").orElseThrow().hash();
    }

    private static RequestCertificate pinned(Profiles profiles, String name) {
        return Commands.request(UUID.randomUUID(), "server", hash(profiles), null, TestCsr.forNames(name), name);
    }

    private void bothKeepProfiles() {
        older.keepsProfiles();
        newer.keepsProfiles();
    }

    @Test
    void aRequestPinnedToTheOthersVersionWaitsAndIsTakenUpByTheOther() {
        RequestCertificate request = pinned(after, SIGNED);
        older.accepts(request);
        UUID id = request.requestId();
        assertThat(older.requests.find(id)).isEmpty();
        assertThat(older.waits(id)).isTrue();
        older.keepsProfiles();
        assertThat(older.waits(id)).isTrue();

        newer.keepsProfiles();
        assertThat(newer.waits(id)).isFalse();
        assertThat(newer.row(id).state()).isEqualTo(State.WAITING_FOR_SIGNATURE);
        assertThat(newer.row(id).profileHash()).isEqualTo(hash(after));
        assertThat(older.audited(id)).containsExactly("request-waits-for-profile");
        assertThat(newer.audited(id)).containsExactly("request-cleared");
    }

    @Test
    void whatIsSaidAgainMeanwhileIsOneRequest() {
        RequestCertificate request = pinned(after, SIGNED);
        older.accepts(request);
        older.accepts(request);
        newer.accepts(request);
        bothKeepProfiles();
        older.accepts(request);
        UUID id = request.requestId();
        assertThat(older.waits(id)).isFalse();
        assertThat(older.audited(id)).containsExactly("request-waits-for-profile");
        assertThat(newer.audited(id)).containsExactly("request-cleared");
    }

    @Test
    void whenTheOtherIsGoneForGoodTheProfileHasChangedAndAdministratorsDecide() {
        RequestCertificate request = pinned(after, SIGNED);
        older.accepts(request);
        newer.isLongDead();
        older.keepsProfiles();
        StoredRequest row = older.row(request.requestId());
        assertThat(row.state()).isEqualTo(State.WAITING_FOR_APPROVAL);
        assertThat(row.profileHash()).isEqualTo(hash(before));
        assertThat(row.findings()).contains("another version of profile");
    }

    @Test
    void whenTheSignersAgreeItGoesOnByItself() {
        RequestCertificate request = pinned(after, SIGNED);
        older.accepts(request);
        older.inForce.replace(after);
        older.keepsProfiles();
        assertThat(older.row(request.requestId()).state()).isEqualTo(State.WAITING_FOR_SIGNATURE);
    }

    @Test
    void aProfileThatOnlyTheOtherHasIsNotUnknown() {
        Profiles more = TestSigner.profiles("", "  client:", "  servers-of-tomorrow:");
        try (TestSigner third = new TestSigner(TestAdministrator.all(ada), more).isPresent()) {
            RequestCertificate request = Commands.request(
                    UUID.randomUUID(), "servers-of-tomorrow", null, null, TestCsr.forNames(HELD), HELD);
            older.accepts(request);
            assertThat(older.waits(request.requestId())).isTrue();
            third.keepsProfiles();
            assertThat(third.row(request.requestId()).state()).isEqualTo(State.WAITING_FOR_APPROVAL);
        }
        RequestCertificate nobodys =
                Commands.request(UUID.randomUUID(), "servers-of-yesterday", null, null, TestCsr.forNames(HELD), HELD);
        older.accepts(nobodys);
        assertThat(older.row(nobodys.requestId()).outcome()).isEqualTo(Outcome.REJECTED);
    }

    @Test
    void anOrderOnARequestOfTheOtherIsCountedByTheOther() {
        RequestCertificate request = pinned(after, HELD);
        newer.accepts(request);
        RequestCertificate mine = pinned(before, HELD);
        older.accepts(mine);
        long first = ada.approves(newer.row(request.requestId()));
        long second = ada.approves(older.row(mine.requestId()));
        bothKeepProfiles();

        older.decides();
        assertThat(ada.answer(first)).isEqualTo("waits");
        assertThat(ada.answer(second))
                .as("its number would close the first one's")
                .isEqualTo("waits");
        newer.decides();
        assertThat(ada.answer(first)).isEqualTo("counted");
        assertThat(newer.row(request.requestId()).state()).isEqualTo(State.WAITING_FOR_SIGNATURE);
        older.decides();
        assertThat(ada.answer(second)).isEqualTo("counted");
    }

    @Test
    void anOrderToHaltWaitsForNoOther() {
        older.tampers("DELETE FROM issuing");
        older.tampers("INSERT INTO issuing (id, halted, sequence) VALUES (1, false, 0)");
        RequestCertificate request = pinned(after, HELD);
        newer.accepts(request);
        long first = ada.approves(newer.row(request.requestId()));
        long halt = ada.orders(Action.HALT, "stop");
        bothKeepProfiles();
        older.decides();
        assertThat(ada.answer(halt)).isEqualTo("counted");
        newer.decides();
        assertThat(ada.answer(first)).startsWith("refused");
        long resume = ada.orders(Action.RESUME, null);
        newer.decides();
        assertThat(ada.answer(resume)).isEqualTo("counted");
    }

    @Test
    void whatIsHeldUnderAVersionThatIsGoneIsEvaluatedAgainAtOnceAndNeedsNewApprovals() {
        TestAdministrator bob = new TestAdministrator("bob-" + UUID.randomUUID());
        Profiles two = TestSigner.profiles("", "approvals: 1", "approvals: 2");
        try (TestSigner third = new TestSigner(TestAdministrator.all(ada, bob), two).isPresent()) {
            RequestCertificate request = pinned(two, HELD);
            third.accepts(request);
            UUID id = request.requestId();
            long approval = ada.approves(third.row(id));
            third.decides();
            assertThat(third.row(id).approvalsGiven()).isEqualTo(1);

            bothKeepProfiles();
            assertThat(older.row(id).profileHash()).isEqualTo(hash(two));
            third.isLongDead();
            older.keepsProfiles();
            StoredRequest row = older.row(id);
            assertThat(row.profileHash()).isEqualTo(hash(before));
            assertThat(row.approvalsGiven()).isZero();
            assertThat(ada.answer(approval)).startsWith("refused");
            assertThat(older.audited(id)).containsExactly("request-evaluated-again");
        }
    }

    @Test
    void aWithdrawalReachesWhatWaits() {
        RequestCertificate request = pinned(after, SIGNED);
        older.accepts(request);
        RequestCertificate other = pinned(after, SIGNED);
        older.accepts(
                new WithdrawRequest(request.requestId(), other.proof().bytes().sha256(), TestSigner.CLOCK.instant()));
        assertThat(older.waits(request.requestId())).isTrue();
        older.accepts(Commands.withdrawal(request));
        assertThat(older.row(request.requestId()).outcome()).isEqualTo(Outcome.WITHDRAWN);
        newer.keepsProfiles();
        assertThat(newer.row(request.requestId()).outcome()).isEqualTo(Outcome.WITHDRAWN);
    }

    @Test
    void aWaitingCommandThatSomebodyWroteIsDropped() {
        RequestCertificate request = pinned(after, SIGNED);
        older.accepts(request);
        UUID id = request.requestId();
        older.tampers(
                "UPDATE waiting_for_profile SET command = replace(command, 'web1.', 'web2.') WHERE request_id = ?", id);
        newer.keepsProfiles();
        assertThat(newer.requests.find(id)).isEmpty();
        assertThat(newer.waits(id)).isFalse();
        assertThat(newer.audited(id)).containsExactly("waiting-command-found-altered");
    }

    @Test
    void eachSaysWithAnAlarmThatTheyDiffer() {
        bothKeepProfiles();
        assertThat(older.agreement.alarms(older.instance))
                .anySatisfy(alarm -> assertThat(alarm).contains("'server'", older.instance, newer.instance));
        newer.inForce.replace(before);
        assertThat(newer.agreement.alarms(newer.instance)).isEmpty();
        newer.isLongDead();
        older.keepsProfiles();
        assertThat(older.agreement.alarms(older.instance)).isEmpty();
    }

    @Test
    void whatIsPinnedToNobodysVersionIsHeldAtOnce() {
        RequestCertificate request =
                Commands.request(UUID.randomUUID(), "server", "0".repeat(64), null, TestCsr.forNames(SIGNED), SIGNED);
        older.accepts(request);
        assertThat(older.row(request.requestId()).state()).isEqualTo(State.WAITING_FOR_APPROVAL);
    }
}

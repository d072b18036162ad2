package org.httpca.signer.decide;

import static org.assertj.core.api.Assertions.assertThat;

import org.httpca.order.Action;
import org.httpca.order.Order;
import org.httpca.signer.halt.Issuing;
import org.httpca.signer.testing.TestAdministrator;
import org.httpca.signer.testing.TestSigner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HaltTest {

    private final TestAdministrator mary = new TestAdministrator("mary");
    private final TestAdministrator pierre = new TestAdministrator("pierre");
    private final TestAdministrator stranger = new TestAdministrator("stranger");
    private final TestSigner signer = new TestSigner(TestAdministrator.all(mary, pierre));

    @BeforeEach
    void nothingOrderedYet() {
        signer.tampers("DELETE FROM admin_order");
        signer.tampers("DELETE FROM issuing");
        signer.tampers("INSERT INTO issuing (id, halted, sequence) VALUES (1, false, 0)");
    }

    @AfterEach
    void close() {
        signer.close();
    }

    private boolean halted() {
        return signer.halts.now().halted();
    }

    @Test
    void oneHaltsAndAnotherResumes() {
        assertThat(halted()).isFalse();
        long halt = mary.orders(Action.HALT, "the key may be \u202e copied");
        signer.decides();
        assertThat(mary.answer(halt)).isEqualTo("counted");
        Issuing now = signer.halts.now();
        assertThat(now.halted()).isTrue();
        assertThat(now.administrator()).isEqualTo("mary");
        assertThat(now.reason()).isEqualTo("the key may be ‹U+202E› copied");
        assertThat(now.alarm())
                .get()
                .asString()
                .startsWith("Issuing was halted")
                .doesNotContain("mary", "copied");

        long resume = pierre.orders(Action.RESUME, null);
        signer.decides();
        assertThat(pierre.answer(resume)).isEqualTo("counted");
        assertThat(halted()).isFalse();
        assertThat(signer.halts.now().alarm()).isEmpty();
        assertThat(signer.auditedDetail("issuing-halted"))
                .singleElement()
                .asString()
                .contains("\"administrator\":\"mary\"", "orderSha256", "copied");
        assertThat(signer.auditedDetail("issuing-resumed")).hasSize(1);
        // The same administrators can do it again.
        mary.orders(Action.HALT, "again");
        signer.decides();
        assertThat(halted()).isTrue();
    }

    @Test
    void whatIsSoAlreadyIsRefused() {
        long resume = mary.orders(Action.RESUME, null);
        signer.decides();
        assertThat(mary.answer(resume)).isEqualTo("refused: issuing is not halted");
        mary.orders(Action.HALT, "a");
        long second = pierre.orders(Action.HALT, "b");
        signer.decides();
        assertThat(pierre.answer(second)).isEqualTo("refused: issuing is halted already");
    }

    @Test
    void aHaltOutlivesTheProcessAndItsAdministrator() {
        mary.orders(Action.HALT, "a");
        signer.decides();
        try (TestSigner later = new TestSigner(TestAdministrator.all(pierre))) {
            assertThat(later.halts.now().halted()).isTrue();
            assertThat(later.halts.now().fault()).isNull();
        }
    }

    @Test
    void anOrderThatWasHeldBackDoesNotUndoAYoungerOne() {
        Order old = pierre.order(Action.RESUME, null, TestAdministrator.nextSequence());
        mary.orders(Action.HALT, "a");
        signer.decides();
        long late = pierre.stores(old, pierre.sign(old));
        signer.decides();
        assertThat(pierre.answer(late)).startsWith("refused: another order to halt or resume came after it");
        assertThat(halted()).isTrue();
    }

    @Test
    void aCountedOrderDoesNothingTheSecondTime() {
        mary.orders(Action.HALT, "a");
        signer.decides();
        Order resume = pierre.order(Action.RESUME, null, TestAdministrator.nextSequence());
        pierre.stores(resume, pierre.sign(resume));
        signer.decides();
        mary.orders(Action.HALT, "b");
        signer.decides();
        signer.tampers("DELETE FROM admin_order WHERE action = 'resume'");
        long again = pierre.stores(resume, pierre.sign(resume));
        signer.decides();
        assertThat(pierre.answer(again)).startsWith("refused: ");
        assertThat(halted()).isTrue();
    }

    @Test
    void nobodyElseResumes() {
        mary.orders(Action.HALT, "a");
        signer.decides();
        Order pierres = pierre.order(Action.RESUME, null, TestAdministrator.nextSequence());
        long forged = pierre.stores(pierres, new TestAdministrator("pierre").sign(pierres));
        long strangers = stranger.orders(Action.RESUME, null);
        signer.decides();
        assertThat(pierre.answer(forged)).contains("signature does not hold");
        assertThat(stranger.answer(strangers)).contains("nobody of that name");
        assertThat(halted()).isTrue();
        assertThat(signer.auditedDetail("order-refused")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE issuing SET halted = false",
                "UPDATE issuing SET administrator = 'pierre'",
                "UPDATE issuing SET reason = NULL",
                "UPDATE issuing SET mac = NULL",
                "UPDATE issuing SET sequence = sequence + 1",
                "UPDATE issuing SET halted = false, sequence = 0, administrator = NULL, reason = NULL, at = NULL, mac = NULL",
                "DELETE FROM issuing",
            })
    void whoeverWritesToTheDatabaseResumesNothing(String alteration) {
        mary.orders(Action.HALT, "a");
        signer.decides();
        assertThat(halted()).isTrue();
        signer.tampers(alteration);
        Issuing now = signer.halts.now();
        assertThat(now.halted()).isTrue();
        assertThat(now.fault()).isNotNull();
        assertThat(now.alarm()).isPresent();
        // An administrator's order is the way out.
        long resume = pierre.orders(Action.RESUME, null);
        signer.decides();
        assertThat(pierre.answer(resume)).isEqualTo("counted");
        assertThat(halted()).isFalse();
    }
}

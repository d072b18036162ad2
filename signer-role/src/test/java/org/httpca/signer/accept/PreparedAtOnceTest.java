package org.httpca.signer.accept;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.httpca.message.RequestCertificate;
import org.httpca.signer.bed.Hierarchies;
import org.httpca.signer.issuer.Issuers;
import org.httpca.signer.key.KeyType;
import org.httpca.signer.request.Outcome;
import org.httpca.signer.request.State;
import org.httpca.signer.testing.Commands;
import org.httpca.signer.testing.TestAdministrator;
import org.httpca.signer.testing.TestCsr;
import org.httpca.signer.testing.TestSigner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Accepting where what policy clears is written down at once. */
class PreparedAtOnceTest {
    private static final String NAME = "web1.dev.example.org";

    private final TestSigner signer = new TestSigner(
            () -> TestAdministrator.all(new TestAdministrator("mary")),
            TestSigner.profiles("*.dev.example.org"),
            new Issuers(List.of(Hierarchies.issuer(KeyType.P256))));

    /** The database is that of other tests, too. */
    @BeforeEach
    void nothingIsHalted() {
        signer.tampers(
                "UPDATE issuing SET halted = false, sequence = 0, administrator = NULL, reason = NULL, at = NULL,"
                        + " mac = NULL WHERE id = 1");
    }

    @AfterEach
    void close() {
        signer.close();
    }

    @Test
    void whatPolicyClearsIsWrittenDown() {
        RequestCertificate command = request();
        signer.accepts(command);
        assertThat(signer.audited(command.requestId())).containsExactly("request-cleared", "intent-stored");
        assertThat(signer.row(command.requestId()).state()).isEqualTo(State.WAITING_FOR_SIGNATURE);
    }

    /** Said again behind each other, or come together after an outage. */
    @Test
    void aWithdrawalThatComesWithItsRequestCounts() {
        RequestCertificate command = request();
        signer.accepts(command, Commands.withdrawal(command));
        assertThat(signer.row(command.requestId()).outcome()).isEqualTo(Outcome.WITHDRAWN);
        assertThat(signer.audited(command.requestId())).containsExactly("request-cleared", "request-withdrawn");
    }

    @Test
    void oneThatComesLaterDoesNot() {
        RequestCertificate command = request();
        signer.accepts(command);
        signer.accepts(Commands.withdrawal(command));
        assertThat(signer.row(command.requestId()).outcome()).isNull();
    }

    private static RequestCertificate request() {
        return Commands.request(UUID.randomUUID(), "server", null, null, TestCsr.forNames(NAME), NAME);
    }
}

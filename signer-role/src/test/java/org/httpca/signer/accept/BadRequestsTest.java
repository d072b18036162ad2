package org.httpca.signer.accept;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.httpca.message.Message;
import org.httpca.message.RequestCertificate;
import org.httpca.order.Administrators;
import org.httpca.pki.CertificationRequest;
import org.httpca.pki.Identifier;
import org.httpca.pki.Octets;
import org.httpca.problem.Result;
import org.httpca.signer.request.Outcome;
import org.httpca.signer.request.State;
import org.httpca.signer.request.StoredRequest;
import org.httpca.signer.testing.Commands;
import org.httpca.signer.testing.TestSigner;
import org.junit.jupiter.api.Test;

/** A web side that was stolen asks for what an honest one refuses at its door, of a profile that asks nobody. */
class BadRequestsTest {
    private static final Path TABLE = Path.of("../shared-messages/src/test/resources/bad-requests/bad-requests.csv");

    @Test
    void eachIsRejectedWithItsReasonAndNoneIsHeldOrSigned() throws IOException {
        List<String[]> rows = Files.readAllLines(TABLE).stream()
                .map(line -> line.split("\\|"))
                .toList();
        List<RequestCertificate> commands = new ArrayList<>();
        for (String[] row : rows) {
            commands.add(command(Octets.ofBase64(row[3])));
        }
        try (TestSigner signer =
                new TestSigner(Administrators.of(Map.of()), TestSigner.profiles("", "approvals: 1", "approvals: 0"))) {
            signer.accepts(commands.toArray(Message[]::new));
            SoftAssertions each = new SoftAssertions();
            for (int i = 0; i < rows.size(); i++) {
                StoredRequest stored = signer.row(commands.get(i).requestId());
                each.assertThat(stored.outcome()).as(rows.get(i)[0]).isEqualTo(Outcome.REJECTED);
                each.assertThat(stored.state()).as(rows.get(i)[0]).isEqualTo(State.WAITING_FOR_TRANSMISSION);
                each.assertThat(stored.problem())
                        .as(rows.get(i)[0])
                        .contains("\"" + rows.get(i)[1] + "\"")
                        .contains(rows.get(i)[2]);
            }
            each.assertAll();
        }
        assertThat(rows).hasSizeGreaterThan(70);
    }

    /** For the names that are in it, as far as anybody can tell. */
    private static RequestCertificate command(Octets csr) {
        Result<CertificationRequest> read = CertificationRequest.readDer(csr.toArray());
        String[] names = read.isPassed()
                ? read.orElseThrow().identifiers().stream()
                        .map(Identifier::value)
                        .toArray(String[]::new)
                : new String[] {"www.example.org"};
        return Commands.request(UUID.randomUUID(), "server", null, null, csr, names);
    }
}

package org.httpca.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.httpca.approval.Transcript.Ran;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong around the command line is said in one line, with the way out. */
class FaultsTest {
    private static final String WWW = "1f3c9a52-6f0e-4d7e-9a55-0d5f2b7c1a01";
    private static final SignerSide SIGNER = SignerSide.empty();

    @TempDir
    Path parent;

    private Operators operators;
    private Path folder;

    @BeforeEach
    void oneRequestWaits() throws Exception {
        SignerSide.empty();
        new WaitingRow(WWW).storeIn(SIGNER);
        operators = new Operators(parent, SIGNER, List.of("alice"));
        folder = operators.folder("alice");
    }

    private void says(String line, String... command) {
        Ran ran = Transcript.run(operators, "alice", List.of(command), "");
        assertThat(ran.err()).contains(line).hasLineCount(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.code()).isEqualTo(1);
        assertThat(SIGNER.count("select count(*) from admin_order")).isZero();
    }

    private void settings(String from, String to) throws IOException {
        Path file = folder.resolve("approval.yml");
        String before = Files.readString(file);
        assertThat(before).contains(from);
        Files.writeString(file, before.replace(from, to));
    }

    @Test
    void no_database() throws Exception {
        settings(SIGNER.url(), "jdbc:postgresql://127.0.0.1:1/signer");
        says("does not answer at jdbc:postgresql://127.0.0.1:1/signer: is HttpCA running (./httpca start)?", "list");
    }

    @Test
    void another_password_of_the_database() throws Exception {
        Files.writeString(folder.resolve("database-password"), "guessed\n");
        says("does not let httpca_approval in: check database.user and the file", "list");
    }

    @Test
    void another_passphrase() throws Exception {
        Files.writeString(folder.resolve("passphrase"), "guessed\n");
        says("cannot be opened: check identity.keystore and the passphrase file", "approve", "1f");
    }

    @Test
    void no_passphrase() throws Exception {
        Files.delete(folder.resolve("passphrase"));
        says("passphrase is not there: check approval.yml, or run this as the user who set it up.", "approve", "1f");
    }

    @Test
    void a_schema_of_another_version() {
        SIGNER.owner("alter table request rename column findings to sayings");
        try {
            says("has another schema than this program: run 'signer-role migrate'", "show", "1f");
        } finally {
            SIGNER.owner("alter table request rename column sayings to findings");
        }
    }
}

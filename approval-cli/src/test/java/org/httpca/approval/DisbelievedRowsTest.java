package org.httpca.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.httpca.approval.Transcript.Ran;
import org.httpca.pki.RevocationReason;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that say that something is revoked, and that the command line does not take at their word. */
class DisbelievedRowsTest {
    private static final SignerSide SIGNER = SignerSide.empty();
    private static final WrittenRevocations WRITTEN = new WrittenRevocations(SIGNER);

    @TempDir
    static Path folder;

    private static Operators operators;

    @BeforeAll
    static void administrators() throws Exception {
        operators = new Operators(folder, SIGNER, List.of("alice"));
    }

    @BeforeEach
    void aCertificate() {
        SignerSide.empty();
        WRITTEN.issued("issuing", "5f3a09c1", "\\x3001", "{www.example.com}", "2026-12-30Z");
    }

    private static Ran revoke(String reason) {
        return Transcript.run(operators, "alice", List.of("revoke", "5f3a09c1", "--reason", reason, "--wait", "0"), "");
    }

    private static long orders() {
        return SIGNER.count("select count(*) from admin_order");
    }

    @Test
    void what_the_log_bears_out_is_not_ordered_again() throws Exception {
        WRITTEN.is(RevocationReason.KEY_COMPROMISE.code());
        assertThat(revoke("keyCompromise").code()).isEqualTo(4);
        assertThat(orders()).isZero();
    }

    /** Whoever writes the row could have it gone again, once nobody orders what seems to be done. */
    @Test
    void what_the_log_does_not_bear_out_is_ordered_all_the_same() {
        WRITTEN.claims(RevocationReason.SUPERSEDED.code());
        Ran ran = revoke("superseded");
        assertThat(ran.err())
                .startsWith("The database says that 5f3a09c1 of issuing is revoked already, for superseded since ")
                .contains("The audit log does not bear that out");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(orders()).isEqualTo(1);
    }

    @Test
    void what_was_altered_after_the_log_had_it_is_ordered_all_the_same() throws Exception {
        WRITTEN.is(RevocationReason.CERTIFICATE_HOLD.code());
        SIGNER.owner("update revocation set reason = 4");
        assertThat(revoke("superseded").err()).contains("The audit log does not bear that out");
        assertThat(orders()).isEqualTo(1);
    }

    /** The signer blocks it again where the certificate was revoked before. */
    @Test
    void a_compromised_key_that_is_not_blocked_any_more_is_ordered_all_the_same() throws Exception {
        WRITTEN.is(RevocationReason.KEY_COMPROMISE.code());
        SIGNER.owner("delete from blocked_key");
        assertThat(revoke("keyCompromise").err()).contains("does not bear that out");
        assertThat(orders()).isEqualTo(1);
    }
}

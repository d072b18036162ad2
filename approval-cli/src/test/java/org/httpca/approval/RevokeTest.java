package org.httpca.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.httpca.approval.Transcript.Ran;
import org.httpca.message.MessageJson;
import org.httpca.order.Order;
import org.httpca.pki.Octets;
import org.httpca.pki.RevocationReason;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Certificates are revoked, held and released by orders. */
class RevokeTest {
    private static final SignerSide SIGNER = SignerSide.empty();
    private static final WrittenRevocations WRITTEN = new WrittenRevocations(SIGNER);

    @TempDir
    static Path folder;

    private static Operators operators;

    @BeforeAll
    static void administrators() throws Exception {
        operators = new Operators(folder, SIGNER, List.of("alice", "bob"));
    }

    @BeforeEach
    void certificates() {
        SignerSide.empty();
        WRITTEN.issued("issuing", "5f3a09c1", "\\x3001", "{www.example.com,example.com}", "2026-12-30Z");
    }

    private static Ran run(String... args) {
        return Transcript.run(operators, "alice", List.of(args), "");
    }

    private static Ran counted(String... args) throws Exception {
        try (CountingSigner counting = CountingSigner.start(SIGNER, operators.administrators())) {
            return run(args);
        }
    }

    private static long orders() {
        return SIGNER.count("select count(*) from admin_order");
    }

    @Test
    void revokes_holds_and_releases() throws Exception {
        WRITTEN.issued("issuing", "7f01", "\\x3002", "{api.example.com}", "2026-12-30Z");
        WRITTEN.issued("issuing", "77", "\\x3003", "{}", "2026-12-30Z");
        WRITTEN.issued("other", "77", "\\x3004", "{mail.example.com}", "2026-12-30Z");
        // its serial number has a reading as issuer and serial, too
        WRITTEN.issued("ca", "ca5e", "\\x3005", "{ca5e.example.com}", "2026-12-30Z");
        SIGNER.owner(
                "update certificate set subject = 'CN=evil' || chr(8238) || chr(27) where issuer = 'issuing' and serial = '77'");
        try (CountingSigner counting = CountingSigner.start(SIGNER, operators.administrators())) {
            Transcript.play("revoke.txt", operators);
        }
    }

    @Test
    void answers_mistakes_and_orders_nothing() throws Exception {
        Transcript.play("revoke-mistakes.txt", operators);
        assertThat(orders()).isZero();
    }

    @Test
    void stores_what_no_signer_counts() {
        Ran ran = run("revoke", "5f3a09c1", "--reason", "superseded", "--wait", "0");
        assertThat(ran)
                .isEqualTo(new Ran(
                        1,
                        "",
                        "Stored, not yet counted: no signer answered within 0 s; 'approval list-certificates' tells what"
                                + " becomes of it.\n"));
        assertThat(orders()).isEqualTo(1);
    }

    @Test
    void passes_on_what_the_signer_refuses() throws Exception {
        try (CountingSigner counting = CountingSigner.start(SIGNER, operators.administrators("bob"))) {
            Ran ran = run("revoke", "5f3a09c1", "--reason", "superseded");
            assertThat(ran.code()).isEqualTo(5);
            assertThat(ran.err())
                    .isEqualTo("The signer refused the order: The order is not valid: nobody of that name is an"
                            + " administrator here.\n");
        }
    }

    @Test
    void the_order_is_signed_over_the_certificate_that_was_found() {
        run("revoke", "5F:3A:09:C1", "--reason", "keyCompromise", "--comment", " Lost on the train. ", "--wait", "0");
        String jws = SIGNER.texts("select jws from admin_order").get(0);
        Order order = operators.administrators().verify(jws).orElseThrow().order();
        assertThat(order.revocation())
                .isEqualTo(new Order.Revocation("issuing", "5f3a09c1", RevocationReason.KEY_COMPROMISE));
        assertThat(order.digest()).isEqualTo(Octets.of(new byte[] {0x30, 0x01}).sha256());
        assertThat(order.reason()).isEqualTo("Lost on the train.");
        assertThat(order.administrator()).isEqualTo("alice");
    }

    /**
     * The signer's own table (NextTest of its revocation package has the same): what it would refuse, or has done already, is not
     * ordered. Before: "-" for nothing, "released", or a reason; after: what the command says first, or "already".
     */
    @ParameterizedTest
    @CsvSource({
        "-,                 keyCompromise,      Revoked",
        "-,                 unspecified,        Revoked",
        "-,                 certificateHold,    On hold",
        "-,                 removeFromCRL,      already",
        "certificateHold,   removeFromCRL,      Released",
        "certificateHold,   superseded,         Revoked",
        "certificateHold,   certificateHold,    already",
        "released,          removeFromCRL,      already",
        "released,          certificateHold,    On hold",
        "released,          superseded,         Revoked",
        "superseded,        superseded,         already",
        "superseded,        keyCompromise,      Revoked",
        "superseded,        certificateHold,    already",
        "superseded,        removeFromCRL,      already",
        "keyCompromise,     superseded,         already",
        "keyCompromise,     keyCompromise,      already",
    })
    void orders_what_the_signer_would_do(String before, String wanted, String after) throws Exception {
        if (!before.equals("-")) {
            WRITTEN.is(
                    RevocationReason.ofLabel(before).map(RevocationReason::code).orElse(null));
        }
        Ran ran = counted("revoke", "5f3a09c1", "--reason", wanted);
        if (after.equals("already")) {
            assertThat(ran.code()).isEqualTo(4);
            assertThat(ran.err()).hasLineCount(1).startsWith("5f3a09c1 of issuing is ");
            assertThat(orders()).isZero();
        } else {
            assertThat(ran.err()).isEmpty();
            assertThat(ran.code()).isZero();
            assertThat(ran.out()).startsWith(after + ": 5f3a09c1 of issuing, www.example.com, example.com,");
        }
    }

    @Test
    void what_becomes_of_a_hold_keeps_its_date() throws Exception {
        WRITTEN.is(RevocationReason.CERTIFICATE_HOLD.code());
        assertThat(counted("revoke", "5f3a09c1", "--reason", "superseded").out())
                .contains("for superseded since " + WrittenRevocations.HOLD_BEGAN + ".");
    }

    /** The signer takes a row that it did not write for nothing, so an order has to get through to it. */
    @Test
    void a_reason_that_no_signer_wrote_is_shown_and_is_no_obstacle() {
        WRITTEN.claims(99);
        assertThat(run("list-certificates").out()).endsWith("  REVOKED (CRLReason 99)\n");
        assertThat(run("revoke", "5f3a09c1", "--reason", "superseded", "--wait", "0")
                        .code())
                .isEqualTo(1);
        assertThat(orders()).isEqualTo(1);
    }

    @Test
    void of_what_ended_long_ago_no_crl_is_promised() throws Exception {
        SIGNER.owner("update certificate set not_after = '2026-11-19T11:59:59Z'");
        assertThat(counted("revoke", "5f3a09c1", "--reason", "keyCompromise").out())
                .endsWith("It has ended at 2026-11-19 11:59:59Z, so no CRL lists it any more.\n");
        SIGNER.owner("delete from revocation");
        SIGNER.owner("update certificate set not_after = '2026-11-19T12:00:00Z'");
        assertThat(counted("revoke", "5f3a09c1", "--reason", "keyCompromise").out())
                .endsWith("The issuer's CRL lists it within seconds.\n");
    }

    @Test
    void the_mark_is_not_cut_off_with_the_names_of_others() throws Exception {
        SIGNER.owner("update certificate set identifiers = array[repeat('a', 5000)]");
        WRITTEN.is(RevocationReason.KEY_COMPROMISE.code());
        assertThat(run("list-certificates").out()).endsWith(" more characters)  REVOKED (keyCompromise)\n");
    }

    @Test
    void answers_scripts_with_json() throws Exception {
        JsonNode revoked = json(counted("revoke", "5f3a09c1", "--reason", "certificateHold", "--json"));
        assertThat(revoked.propertyNames())
                .containsExactly("issuer", "serial", "subject", "names", "status", "reason", "revokedAt", "releasedAt");
        assertThat(revoked.path("issuer").asString()).isEqualTo("issuing");
        assertThat(revoked.path("serial").asString()).isEqualTo("5f3a09c1");
        assertThat(revoked.path("subject").asString()).isEqualTo("CN=5f3a09c1");
        assertThat(revoked.path("names").get(1).asString()).isEqualTo("example.com");
        assertThat(revoked.path("status").asString()).isEqualTo("on-hold");
        assertThat(revoked.path("reason").asString()).isEqualTo("certificateHold");
        assertThat(revoked.path("revokedAt").asString()).isEqualTo("2026-11-21T12:00:00Z");
        assertThat(revoked.path("releasedAt").isNull()).isTrue();

        JsonNode released = json(counted("revoke", "5f3a09c1", "--reason", "removeFromCRL", "--json"));
        assertThat(released.path("status").asString()).isEqualTo("released");
        assertThat(released.path("reason").isNull()).isTrue();
        assertThat(released.path("revokedAt").isNull()).isTrue();
        assertThat(released.path("releasedAt").asString()).isEqualTo("2026-11-21T12:00:00Z");

        assertThat(json(counted("revoke", "5f3a09c1", "--reason", "keyCompromise", "--json"))
                        .path("status")
                        .asString())
                .isEqualTo("revoked");
    }

    @Test
    void lists_what_is_revoked_as_json() throws Exception {
        assertThat(listed().isNull()).isTrue();
        WRITTEN.is(RevocationReason.SUPERSEDED.code());
        assertThat(listed().propertyNames()).containsExactly("status", "reason", "since");
        assertThat(listed().path("status").asString()).isEqualTo("revoked");
        assertThat(listed().path("reason").asString()).isEqualTo("superseded");
        assertThat(listed().path("since").asString()).isEqualTo("2026-11-20T08:00:00Z");
        SIGNER.owner("update revocation set reason = null");
        assertThat(listed().path("status").asString()).isEqualTo("released");
        assertThat(listed().path("reason").isNull()).isTrue();
    }

    private static JsonNode listed() {
        JsonNode list = json(run("list-certificates", "--json"));
        assertThat(list.size()).isEqualTo(1);
        return Objects.requireNonNull(list.get(0).get("revocation"));
    }

    private static JsonNode json(Ran ran) {
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        return MessageJson.mapper().readTree(ran.out());
    }
}

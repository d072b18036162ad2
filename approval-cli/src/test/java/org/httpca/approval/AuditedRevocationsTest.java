package org.httpca.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.httpca.approval.Transcript.Ran;
import org.httpca.audit.AuditEntry;
import org.httpca.audit.AuditHead;
import org.httpca.message.MessageJson;
import org.httpca.pki.RevocationReason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What {@code audit verify} says of revocations and blocked keys that are no more what the signer wrote into its log. */
class AuditedRevocationsTest {
    private static final SignerSide SIGNER = SignerSide.empty();
    private static final String KEY = "ab".repeat(32);
    private static final String END = "2026-12-30T00:00:00Z";

    @TempDir
    static Path folder;

    private static Operators operators;
    private final Map<String, AuditHead> heads = new HashMap<>();

    @BeforeAll
    static void anInstallation() throws Exception {
        operators = new Operators(folder, SIGNER, List.of("alice"));
    }

    /** 5f was on hold, then revoked, by two signers; 60 was on hold and released; 61 of another issuer is revoked. */
    @BeforeEach
    void aLogAndItsRows() {
        SignerSide.empty();
        said("signer-2/accept", "issuing", "5f", 100, "certificateHold", "2026-11-21T09:00:00Z", false);
        said("signer-1/decide", "issuing", "5f", 200, "keyCompromise", "2026-11-21T09:00:00Z", true);
        said("signer-1/accept", "issuing", "60", 101, "certificateHold", "2026-11-21T09:00:01Z", false);
        said("signer-1/accept", "issuing", "60", 102, null, "2026-11-21T09:00:02Z", false);
        said("signer-1/accept", "other", "61", 103, "superseded", "2026-11-21T09:00:03Z", false);
        appended(
                "signer-1/decide",
                "key-blocked",
                Map.of("issuer", "issuing", "serial", "5f", "keySha256", KEY, "otherCertificates", "0"));
        SIGNER.owner("insert into blocked_key values (?, '2026-11-21T09:00:00Z', 'issuing', '5f')", KEY);
    }

    /** As the signer does: the entry and the row, which is changed if it is there. */
    private void said(
            String chain,
            String issuer,
            String serial,
            long revision,
            @Nullable String reason,
            String since,
            boolean ordered) {
        Map<String, String> detail = new TreeMap<>(Map.of(
                "issuer", issuer,
                "serial", serial,
                "revision", String.valueOf(revision),
                "since", since,
                "notAfter", END,
                "ordered", String.valueOf(ordered)));
        detail.put("principal", "\"serial\":\"77\",\"revision\":\"999\"");
        if (reason != null) {
            detail.put("reason", reason);
        }
        appended(chain, reason == null ? "certificate-released" : "certificate-revoked", detail);
        SIGNER.owner(
                "insert into certificate values (?, ?, null, ?::bytea, 'CN=x', '{}', 'aa', '2026-10-01Z', ?::timestamptz,"
                        + " '2026-10-01Z') on conflict do nothing",
                issuer,
                serial,
                "\\x30" + serial,
                END);
        SIGNER.owner(
                "insert into revocation values (?, ?, ?, ?::smallint, ?::timestamptz, ?::timestamptz, ?, null, '\\x00')"
                        + " on conflict (issuer, serial) do update set revision = excluded.revision,"
                        + " reason = excluded.reason, at = excluded.at, ordered = excluded.ordered",
                issuer,
                serial,
                revision,
                reason == null
                        ? null
                        : RevocationReason.ofLabel(reason).orElseThrow().code(),
                since,
                END,
                ordered);
    }

    private void appended(String chain, String event, Map<String, String> detail) {
        AuditHead head = heads.getOrDefault(chain, AuditHead.genesis(chain));
        AuditEntry entry = AuditEntry.after(
                head,
                Instant.parse("2026-11-21T09:00:04Z").plusSeconds(head.sequence()),
                event,
                null,
                MessageJson.mapper().writeValueAsString(detail));
        AuditRows.append(SIGNER, List.of(entry));
        heads.put(chain, entry.head());
    }

    private static Ran verify(String... more) {
        return Transcript.run(
                operators,
                "alice",
                java.util.stream.Stream.concat(List.of("audit", "verify").stream(), List.of(more).stream())
                        .toList(),
                "");
    }

    private static JsonNode found(String what, String line) {
        Ran ran = verify();
        assertThat(ran.out()).contains(what + ": ", " BROKEN: 1 not as the log has them\n  " + line + "\n");
        assertThat(ran.err()).startsWith("The audit log holds, and the signer's database does not say what it says");
        assertThat(ran.code()).isEqualTo(1);
        Ran json = verify("--json");
        assertThat(json.code()).isEqualTo(1);
        JsonNode report = MessageJson.mapper().readTree(json.out());
        assertThat(report.path("ok").asBoolean(true)).isFalse();
        return report;
    }

    @Test
    void what_the_signer_wrote_holds() {
        Ran ran = verify();
        assertThat(ran.out()).contains("Revocations: 3, OK\nBlocked keys: 1, OK\n");
        assertThat(ran.code()).isZero();
    }

    @Test
    void a_row_that_was_deleted_is_found() {
        SIGNER.owner("delete from revocation where serial = '5f'");
        JsonNode report = found(
                "Revocations",
                "certificate 5f of issuing: the log says status keyCompromise, revision 200, since 2026-11-21T09:00:00Z,"
                        + " notAfter 2026-12-30T00:00:00Z, ordered true, commandAt none, shard none"
                        + " (entry 1 of signer-1/decide),"
                        + " the row is gone");
        JsonNode first = report.path("revocations").path("first").get(0);
        assertThat(first.path("issuer").asString()).isEqualTo("issuing");
        assertThat(first.path("serial").asString()).isEqualTo("5f");
        assertThat(first.path("entry").asString()).isEqualTo("entry 1 of signer-1/decide");
        assertThat(first.path("log").path("status").asString()).isEqualTo("keyCompromise");
        assertThat(first.path("row").isNull()).isTrue();
    }

    /** With the MAC that it had then, no signer would notice. */
    @Test
    void a_row_that_was_put_back_to_what_it_was_before_is_found() {
        SIGNER.owner("update revocation set revision = 100, reason = 6, ordered = false where serial = '5f'");
        found(
                "Revocations",
                "certificate 5f of issuing: the log says status keyCompromise, revision 200, ordered true"
                        + " (entry 1 of signer-1/decide), the row says status certificateHold, revision 100, ordered false");
    }

    /** The hold of then, in place of its release. */
    @Test
    void a_release_that_was_put_back_is_found() {
        SIGNER.owner(
                "update revocation set revision = 101, reason = 6, at = '2026-11-21T09:00:01Z' where serial = '60'");
        found(
                "Revocations",
                "certificate 60 of issuing: the log says status released, revision 102, since 2026-11-21T09:00:02Z"
                        + " (entry 2 of signer-1/accept), the row says status certificateHold, revision 101,"
                        + " since 2026-11-21T09:00:01Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reason = 4                      | status keyCompromise | status superseded",
                "reason = null                   | status keyCompromise | status released",
                "reason = 99                     | status keyCompromise | status CRLReason 99",
                "at = '2026-11-22T00:00:00Z'     | status keyCompromise, since 2026-11-21T09:00:00Z"
                        + " | status keyCompromise, since 2026-11-22T00:00:00Z",
                "not_after = '2026-11-01Z'       | status keyCompromise, notAfter 2026-12-30T00:00:00Z"
                        + " | status keyCompromise, notAfter 2026-11-01T00:00:00Z",
                "ordered = false                 | status keyCompromise, ordered true | status keyCompromise, ordered false",
                "revision = 201                  | status keyCompromise, revision 200 | status keyCompromise, revision 201",
                "command_at = '2026-11-23Z'      | status keyCompromise, commandAt none"
                        + " | status keyCompromise, commandAt 2026-11-23T00:00:00Z",
                "shard = '2'                     | status keyCompromise, shard none | status keyCompromise, shard 2",
            })
    void a_row_that_was_altered_is_found(String altered, String log, String row) {
        SIGNER.owner("update revocation set " + altered + " where serial = '5f'");
        found(
                "Revocations",
                "certificate 5f of issuing: the log says " + log + " (entry 1 of signer-1/decide), the row says "
                        + row);
    }

    @Test
    void a_row_that_the_log_does_not_know_is_found() {
        SIGNER.owner(
                "insert into certificate values ('issuing', '62', null, '\\x3062', 'CN=x', '{}', 'aa', '2026-10-01Z',"
                        + " '2026-12-30Z', '2026-10-01Z')");
        SIGNER.owner(
                "insert into revocation values ('issuing', '62', 7, 4, '2026-11-21Z', '2026-12-30Z', true, null, '\\x00')");
        found(
                "Revocations",
                "certificate 62 of issuing: the log says nothing, the row says status superseded, revision 7,"
                        + " since 2026-11-21T00:00:00Z, notAfter 2026-12-30T00:00:00Z, ordered true, commandAt none,"
                        + " shard none");
    }

    /** Entries of the signers before say less: what they say is compared. */
    @Test
    void of_an_older_entry_what_it_says_is_compared() {
        appended(
                "signer-1/accept",
                "certificate-revoked",
                Map.of("issuer", "issuing", "serial", "70", "reason", "superseded"));
        SIGNER.owner(
                "insert into certificate values ('issuing', '70', null, '\\x3070', 'CN=x', '{}', 'aa', '2026-10-01Z',"
                        + " '2026-12-30Z', '2026-10-01Z')");
        SIGNER.owner(
                "insert into revocation values ('issuing', '70', 7, 4, '2026-11-21Z', '2026-12-30Z', true, null, '\\x00')");
        assertThat(verify().code()).isZero();
        SIGNER.owner("update revocation set reason = 6 where serial = '70'");
        found(
                "Revocations",
                "certificate 70 of issuing: the log says status superseded (entry 4 of signer-1/accept),"
                        + " the row says status certificateHold");
    }

    @Test
    void a_blocked_key_that_was_deleted_is_found() {
        SIGNER.owner("delete from blocked_key");
        JsonNode report = found(
                "Blocked keys",
                "blocked key " + KEY
                        + ": the log says issuer issuing, serial 5f (entry 2 of signer-1/decide), the row is"
                        + " gone");
        assertThat(report.path("blockedKeys")
                        .path("first")
                        .get(0)
                        .path("keySha256")
                        .asString())
                .isEqualTo(KEY);
    }

    @Test
    void a_blocked_key_in_whose_place_another_was_put_is_found() {
        SIGNER.owner("update blocked_key set spki_sha256 = ?", "cd".repeat(32));
        found(
                "Blocked keys",
                "blocked key " + KEY
                        + ": the log says issuer issuing, serial 5f (entry 2 of signer-1/decide), the row is"
                        + " gone");
    }

    /** A whole table that is gone is counted, and the first of it named. */
    @Test
    void of_many_the_first_are_named_and_all_are_counted() {
        SIGNER.owner("delete from revocation");
        SIGNER.owner(
                "insert into certificate select 'issuing', to_hex(4096 + n), null, decode(to_hex(4096 + n), 'hex'), 'CN=x',"
                        + " '{}', 'aa', '2026-10-01Z', '2026-12-30Z', '2026-10-01Z' from generate_series(1, 1200) as n");
        SIGNER.owner("insert into revocation select issuer, serial, 7, 4, '2026-11-21Z', not_after, true, null, '\\x00'"
                + " from certificate where length(serial) = 4");
        Ran ran = verify();
        assertThat(ran.out())
                .contains("Revocations: 1203, BROKEN: 1203 not as the log has them", "\n  and 1103 more\n");
        JsonNode report = MessageJson.mapper().readTree(verify("--json").out()).path("revocations");
        assertThat(report.path("different").asInt()).isEqualTo(1203);
        assertThat(report.path("first").size()).isEqualTo(100);
    }

    /** An entry that is no JSON any more breaks its chain, and brings nothing else down. */
    @Test
    void an_altered_entry_does_not_hide_a_row_that_is_gone() {
        SIGNER.owner("update audit set detail = replace(detail, '}', '') where event = 'certificate-revoked'");
        SIGNER.owner("delete from revocation where serial = '61'");
        Ran ran = verify();
        assertThat(ran.out())
                .contains("was changed, its hash is", "certificate 61 of other: the log says status unreadable");
        assertThat(ran.err()).startsWith("The audit log is broken");
        assertThat(ran.code()).isEqualTo(1);
    }
}

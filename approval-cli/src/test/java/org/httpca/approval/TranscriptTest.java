package org.httpca.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.httpca.approval.Transcript.Ran;
import org.httpca.message.MessageJson;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What administrators type and see. */
class TranscriptTest {
    private static final String WWW = "1f3c9a52-6f0e-4d7e-9a55-0d5f2b7c1a01";
    private static final String API = "1f77d0e4-11f2-4c58-8a0c-6f6a4a7f2b02";
    private static final String MAIL = "2ab0c6d8-90a1-4b62-b1d2-c3e4f5061703";

    private static final SignerSide SIGNER = SignerSide.empty();

    @TempDir
    static Path folder;

    private static Operators operators;

    @BeforeAll
    static void administrators() throws Exception {
        operators = new Operators(folder, SIGNER, List.of("alice", "bob"));
    }

    @BeforeEach
    void anEmptySigner() {
        SignerSide.empty();
    }

    private void threeRequestsWait() {
        new WaitingRow(WWW).storeIn(SIGNER);
        new WaitingRow(API).names("api.example.org", "api.example.net").storeIn(SIGNER);
        new WaitingRow(MAIL).names("mail.example.org").approvals(2).storeIn(SIGNER);
    }

    private void play(String transcript) throws Exception {
        try (CountingSigner counting = CountingSigner.start(SIGNER, operators.administrators())) {
            Transcript.play(transcript, operators);
        }
    }

    @Test
    void approves_with_quorum_and_tells_late_comers_who_was_first() throws Exception {
        threeRequestsWait();
        play("approve.txt");
    }

    @Test
    void orders_the_profiles_to_be_read_again() throws Exception {
        for (String signer : List.of("signer-1", "signer-2", "signer-3", "signer-gone")) {
            SIGNER.owner(
                    "insert into signer_instance (instance, seen_at, loaded_at, profiles, hashes, reload_order, fault)"
                            + " values (?, now() - case ? when 'signer-gone' then interval '1 hour' else interval '0' end, now(),"
                            + " '{server,client}', ?, case ? when 'signer-3' then 0 else 1000000 end,"
                            + " case ? when 'signer-2' then 'line 27 of profiles.yml: profiles.server.validity must be a time.' end)",
                    signer,
                    signer,
                    new String[] {"0123456789abcdef", "fedcba9876543210"},
                    signer,
                    signer);
        }
        play("reload-profiles.txt");
        SIGNER.owner("delete from signer_instance");
    }

    @Test
    void rejects_with_a_reason() throws Exception {
        threeRequestsWait();
        play("reject.txt");
    }

    @Test
    void answers_mistakes_with_one_line_and_a_code() throws Exception {
        threeRequestsWait();
        play("mistakes.txt");
        assertThat(SIGNER.count("select count(*) from admin_order")).isZero();
        assertThat(SIGNER.count("select count(*) from claim")).isZero();
    }

    @Test
    void respects_claims_of_others_until_they_expire_or_are_taken_over() throws Exception {
        threeRequestsWait();
        for (String id : List.of(WWW, API)) {
            SIGNER.owner("insert into claim values (?::uuid, 'bob', now() + interval '5 minutes')", id);
        }
        SIGNER.owner("insert into claim values (?::uuid, 'bob', now() - interval '1 second')", MAIL);
        play("claims.txt");
    }

    @Test
    void halts_and_resumes_issuing() throws Exception {
        threeRequestsWait();
        play("halt.txt");
    }

    @Test
    void shows_one_by_one() throws Exception {
        threeRequestsWait();
        play("one-by-one.txt");
        assertThat(SIGNER.count("select count(*) from claim")).isZero();
    }

    @Test
    void stores_what_no_signer_counts() throws Exception {
        threeRequestsWait();
        Transcript.play("no-signer.txt", operators);
    }

    @Test
    void shows_hostile_text_as_what_it_is() throws Exception {
        new WaitingRow(WWW)
                .requester("Ann\u202egro.live@\u001b[2J\u200b", "a\r\nProfile  admin")
                .note("fine\u0007\u009b31m\n  Approvals    9 of 9\u2028‹U+0000›" + " so long".repeat(20))
                .storeIn(SIGNER);
        play("hostile.txt");
    }

    @Test
    void compares_with_the_last_certificate_for_these_names() throws Exception {
        threeRequestsWait();
        new WaitingRow("00000000-0000-4000-8000-000000000009")
                .requester("Mallory", null)
                .storeIn(SIGNER);
        SIGNER.owner(
                "update request set state = 'Transmitted', outcome = 'Issued' where id = '00000000-0000-4000-8000-000000000009'");
        SIGNER.owner(
                "insert into certificate values ('issuing', '7f01', '00000000-0000-4000-8000-000000000009', '\\x00',"
                        + " 'CN=www.example.org', '{www.example.org,old.example.org}', 'aa', '2026-10-01Z', '2026-12-30Z', '2026-10-01Z')");
        play("differences.txt");
    }

    @Test
    void will_not_approve_an_altered_row() throws Exception {
        threeRequestsWait();
        SIGNER.owner("update request set identifiers = '{harmless.example.org}' where id = ?::uuid", WWW);
        SIGNER.owner(
                "update request set command = replace(command, 'api.example.org', 'evil.example.org') where id = ?::uuid",
                API);
        SIGNER.owner("update request set command = '{}' where id = ?::uuid", MAIL);
        play("altered.txt");
    }

    private void aMixedQueue() {
        Instant received = WaitingRow.RECEIVED;
        new WaitingRow(WWW).received(received.minusSeconds(7200)).storeIn(SIGNER);
        new WaitingRow(API)
                .names("a.dev.example.test", "b.dev.example.test", "c.dev.example.test", "d.dev.example.test")
                .requester("Bob", "bob@example.test")
                .storeIn(SIGNER);
        new WaitingRow(MAIL)
                .names("e.dev.example.test")
                .profile("client")
                .source("198.51.100.9")
                .received(received.plusSeconds(300))
                .storeIn(SIGNER);
        new WaitingRow("3b000000-0000-4000-8000-000000000001")
                .names("f.dev.example.test", "vault.example.test")
                .received(received.plusSeconds(400))
                .storeIn(SIGNER);
        new WaitingRow("3c000000-0000-4000-8000-000000000002")
                .names("g.dev.example.test")
                .received(received.plusSeconds(500))
                .storeIn(SIGNER);
        SIGNER.owner("insert into claim values (?::uuid, 'bob', now() + interval '5 minutes')", WWW);
    }

    @Test
    void lists_what_is_asked_for_and_takes_it_literally() throws Exception {
        aMixedQueue();
        play("filters.txt");
    }

    @Test
    void decides_several_after_a_preview_and_never_more_than_was_shown() throws Exception {
        aMixedQueue();
        play("bulk.txt");
        assertThat(SIGNER.count("select count(*) from claim")).isEqualTo(1);
    }

    @Test
    void rejects_several_and_answers_scripts_with_json() throws Exception {
        aMixedQueue();
        play("bulk-reject.txt");
    }

    @Test
    void tells_look_alikes() throws Exception {
        new WaitingRow(WWW)
                .names("xn--80ak6aa92e.example.test", "www.example.test")
                .requester("P\u0430ypal \u0421\u0435\u0440\u0433\u0435\u0439", "ops@\u0440\u0430\u0443.example")
                .note("\u8bc1\u4e66 for caf\u00e9 and IT\u90e8\u95e8")
                .storeIn(SIGNER);
        play("look-alikes.txt");
        JsonNode cautions = json("show", "1f", "--json").path("cautions");
        assertThat(cautions.get(0).asString())
                .isEqualTo("xn--80ak6aa92e.example.test reads as '\u0430\u0440\u0440\u04cf\u0435.example.test'"
                        + " (Cyrillic and Latin).");
        assertThat(json("list", "--json").get(0).path("cautions").size()).isPositive();
    }

    @Test
    void colours_when_told_to() {
        new WaitingRow(WWW).storeIn(SIGNER);
        Ran plain = Transcript.run(operators, "alice", List.of("list"), "");
        Ran always = Transcript.run(operators, "alice", List.of("list", "--color=always"), "");
        assertThat(plain.out()).doesNotContain("\u001b");
        assertThat(always.out()).contains("\u001b[1mwww.example.org\u001b[0m");
        assertThat(Transcript.run(operators, "alice", List.of("list", "--color=never"), ""))
                .isEqualTo(plain);
    }

    @Test
    void passes_on_what_the_signer_refuses() throws Exception {
        threeRequestsWait();
        try (CountingSigner counting = CountingSigner.start(SIGNER, operators.administrators("alice"))) {
            Transcript.play("stranger.txt", operators);
        }
    }

    @Test
    void approves_with_the_fingerprint_that_the_requester_told() throws Exception {
        String fingerprint = new WaitingRow(WWW).storeIn(SIGNER).fingerprint().toUpperCase(Locale.ROOT);
        String withColons = fingerprint.replaceAll("(..)(?=.)", "$1:");
        try (CountingSigner counting = CountingSigner.start(SIGNER, operators.administrators())) {
            Ran ran = Transcript.run(operators, "alice", List.of("approve", "1f", "--fingerprint", withColons), "");
            assertThat(ran)
                    .isEqualTo(new Ran(0, "1f3c9a52 (www.example.org): approved, 1 of 1; it goes to signing.\n", ""));
        }
    }

    @Test
    void prints_nothing_but_json_when_asked_for_it() {
        new WaitingRow(WWW).note("\u202e\u001b[2J").storeIn(SIGNER);
        JsonNode list = json("list", "--json");
        assertThat(list.get(0).path("id").asString()).isEqualTo(WWW);
        assertThat(list.get(0).path("approvals").path("required").asInt()).isEqualTo(1);
        JsonNode show = json("show", "1f", "--json");
        assertThat(show.path("note").asString()).isEqualTo("\u202e\u001b[2J");
        assertThat(show.path("findings").get(1).path("verdict").asString()).isEqualTo("hold");
        assertThat(json("status", "--json")
                        .path("requests")
                        .get(0)
                        .path("count")
                        .asInt())
                .isEqualTo(1);
        assertThat(json("list-certificates", "--json").size()).isZero();
        assertThat(json("audit", "verify", "--json").path("ok").asBoolean()).isTrue();
    }

    private static JsonNode json(String... args) {
        Ran ran = Transcript.run(operators, "alice", List.of(args), "");
        assertThat(ran.code()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out().chars()).allMatch(c -> c == '\n' || (c >= ' ' && c < 127));
        return MessageJson.mapper().readTree(ran.out());
    }
}

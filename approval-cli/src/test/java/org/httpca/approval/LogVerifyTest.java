package org.httpca.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.httpca.approval.Transcript.Ran;
import org.httpca.envelope.Identity;
import org.httpca.envelope.MessagingAuthority;
import org.httpca.log.LogEntry;
import org.httpca.message.MessageJson;
import org.httpca.message.Role;
import org.httpca.pki.Octets;
import org.httpca.pki.Pem;
import org.httpca.pki.RevocationReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What {@code log verify} says of a log that is whole, and of logs whose web role or signer's database somebody has changed. */
class LogVerifyTest {
    private static final SignerSide SIGNER = SignerSide.empty();
    private static final int ISSUED = 250;
    private static final Instant SINCE = Instant.parse("2026-11-21T10:00:00Z");

    @TempDir
    static Path folder;

    private static Operators operators;
    private static Identity identity;

    private ServedLog served;

    @BeforeAll
    static void anInstallation() throws Exception {
        operators = new Operators(folder, SIGNER, List.of("alice"));
        identity = operators.signerIdentity("signer-1");
    }

    @BeforeEach
    void aLog() throws Exception {
        SignerSide.empty();
        served = new ServedLog();
        for (int i = 0; i < ISSUED; i++) {
            served.entries.add(ServedLog.issued(der(i)).text());
        }
        served.entries.add(
                LogEntry.revoked(sha256(7), SINCE, RevocationReason.SUPERSEDED).text());
        served.entries.add(LogEntry.revoked(sha256(8), SINCE, RevocationReason.CERTIFICATE_HOLD)
                .text());
        served.entries.add(LogEntry.released(sha256(8), SINCE.plusSeconds(60)).text());
        served.sign(identity);
    }

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void aWholeLogHolds() throws Exception {
        served.isBusy(2);
        Ran ran = verify();
        assertThat(ran.out())
                .startsWith("Log of 253 entries, signed at 2026-11-21T11:59:00Z: OK\n  root ")
                .contains("  issued 250, revoked 2, released 1, for responders 0, missing 0\n");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        JsonNode json = MessageJson.mapper().readTree(verify("--json").out());
        assertThat(json.path("ok").asBoolean()).isTrue();
        assertThat(json.path("size").asLong()).isEqualTo(253);
        assertThat(json.path("entries").path("issued").asLong()).isEqualTo(250);
    }

    @Test
    void anAlteredAMissingAndAnUnreadableEntryAreFound() {
        String third = served.entries.get(3);
        served.entries.set(3, ServedLog.issued("ffff").text());
        breaks("the entries are not those of the signed head");
        served.entries.set(3, "issued nothing");
        breaks("entry 3 cannot be read");
        served.entries.set(3, third);
        served.entries.subList(200, served.entries.size()).clear();
        breaks("entry 200 is missing, and the head counts 253");
    }

    @Test
    void whatWasRememberedIsTheBeginning() throws Exception {
        Path memory = folder.resolve("head-" + System.nanoTime());
        assertThat(verify("--remember", memory.toString()).code()).isZero();
        served.entries.add(ServedLog.issued("aaaa").text());
        served.sign(identity);
        Ran grown = verify("--remember", memory.toString());
        assertThat(grown.out()).contains("it has grown from the 253 entries that were seen at 2026-11-21T11:59:00Z");
        String remembered = Files.readString(memory);

        // another log, signed by the signer itself
        List<String> all = new ArrayList<>(served.entries);
        served.entries.set(0, ServedLog.issued("bbbb").text());
        served.sign(identity);
        assertThat(verify("--remember", memory.toString()).out())
                .contains("BROKEN: its first 254 entries are not those that were seen");
        Path known = certificate(5);
        assertThat(verify(known.toString(), "--remember", memory.toString()).out())
                .contains("BROKEN: its first 254 entries are not those that were seen");
        served.entries.clear();
        served.entries.addAll(all.subList(0, 100));
        served.sign(identity);
        assertThat(verify("--remember", memory.toString()).out()).contains("BROKEN: it has 100 entries, and had 254");
        assertThat(Files.readString(memory))
                .as("what is broken is not remembered")
                .isEqualTo(remembered);
        served.entries.clear();
        served.sign(identity);
        Ran gone = verify("--remember", memory.toString());
        assertThat(gone.out()).contains("The log has no entries yet: BROKEN: it had entries.");
        assertThat(gone.code()).isEqualTo(1);
    }

    @Test
    void whatItHasAboutACertificateIsProven() throws Exception {
        Path seventh = certificate(7);
        Path pem = folder.resolve("chain.pem");
        Files.writeString(
                pem,
                Pem.encode("CERTIFICATE", Octets.ofHex(der(9)).toArray())
                        + Pem.encode("CERTIFICATE", new byte[] {0x30, 0}));
        Ran ran = verify(seventh.toString(), pem.toString());
        assertThat(ran.out())
                .contains(seventh + ": OK\n  entry 7: issued " + sha256(7).hex())
                .contains("  entry 250: revoked " + sha256(7).hex() + " 2026-11-21T10:00:00Z superseded\n")
                .contains(pem + ": OK\n  entry 9: issued ");
        assertThat(ran.code()).isZero();
        Path memory = folder.resolve("head-" + System.nanoTime());
        assertThat(verify(seventh.toString(), "--remember", memory.toString()).code())
                .isZero();
        served.entries.add(ServedLog.issued("aaaa").text());
        served.sign(identity);
        assertThat(verify(seventh.toString(), "--remember", memory.toString()).out())
                .contains("it has grown from the 253");
    }

    @Test
    void aCertificateThatIsNotThereAndAProofThatDoesNotHold() throws Exception {
        Path stranger = folder.resolve("stranger.cer");
        Files.write(stranger, Octets.ofHex("3003020105").toArray());
        Ran none = verify(stranger.toString());
        assertThat(none.out()).contains(stranger + ": NOT in the log");
        assertThat(none.err()).contains("issued more than a minute ago");
        assertThat(none.code()).isEqualTo(3);

        served.entries.set(
                250,
                LogEntry.revoked(sha256(7), SINCE, RevocationReason.UNSPECIFIED).text());
        Ran forged = verify(certificate(7).toString());
        assertThat(forged.out()).contains("BROKEN: entry");
        assertThat(forged.code()).isEqualTo(1);
    }

    @Test
    void onlyASignersHeadIsBelieved() throws Exception {
        MessagingAuthority stranger =
                MessagingAuthority.create(Operators.INSTALLATION, Clock.systemUTC(), new java.security.SecureRandom());
        served.sign(stranger.issue(Role.SIGNER, "signer-1", Duration.ofDays(1)));
        Ran ran = verify();
        assertThat(ran.err()).contains("is not signed by a signer of installation 'test-installation'");
        assertThat(ran.code()).isEqualTo(1);
        Path ca = folder.resolve("stranger.pem");
        Files.writeString(ca, Pem.encode("CERTIFICATE", stranger.certificate().getEncoded()));
        assertThat(verify("--messaging-ca", ca.toString(), "--installation", Operators.INSTALLATION)
                        .code())
                .isZero();
    }

    @Test
    void theSignersDatabaseIsWhatWasPublished() {
        rows();
        Ran ran = verify("--database");
        assertThat(ran.out()).contains("Certificates in the signer's database: 250, OK");
        assertThat(ran.code()).isZero();
    }

    @Test
    void whoeverChangesTheSignersDatabaseIsFound() {
        rows();
        SIGNER.owner("update certificate set der = '\\x3003020142' where serial = 'c003'");
        finds(2, "certificate c003 of issuing is not what was published, or was never published");
        finds(
                2,
                "a certificate that was issued, with SHA-256 " + sha256(3).hex().substring(0, 16) + "…, is gone");
        rows();
        SIGNER.owner("delete from certificate where serial = 'c004'");
        finds(1, "with SHA-256 " + sha256(4).hex().substring(0, 16) + "…, is gone or altered");
        rows();
        SIGNER.owner(
                "insert into certificate values ('issuing', 'dd', null, '\\x3000', 'CN=x', '{}', 'aa', '2026-10-01Z',"
                        + " '2026-12-30Z', '2026-10-01Z')");
        finds(1, "certificate dd of issuing is not what was published");
        rows();
        SIGNER.owner("delete from revocation where serial = 'c007'");
        finds(1, "certificate c007 of issuing: the row says nothing, published was superseded at 2026-11-21T10:00:00Z");
        rows();
        SIGNER.owner("update revocation set reason = null where serial = 'c007'");
        finds(1, "c007 of issuing: the row says released at 2026-11-21T10:00:00Z, published was superseded");
        rows();
        SIGNER.owner(
                "insert into revocation values ('issuing', 'c009', 7, 4, '2026-11-21Z', '2026-12-30Z', true, null, '\\x00')");
        finds(1, "c009 of issuing: the row says superseded at 2026-11-21T00:00:00Z, published was nothing");
    }

    @Test
    void mistakesAreSaidInOneLine() throws Exception {
        assertThat(verify("--url", "nowhere").err())
                .contains("is no address of a web role")
                .hasLineCount(1);
        assertThat(verify("--url", "http://127.0.0.1:1").err())
                .contains("--url names another")
                .hasLineCount(1);
        assertThat(verify("missing.pem").err())
                .contains("missing.pem cannot be read")
                .hasLineCount(1);
        assertThat(verify("--messaging-ca", "missing.pem").err())
                .contains("operator/messaging-ca.pem")
                .hasLineCount(1);
        assertThat(verify("--database", certificate(1).toString()).code()).isEqualTo(2);
        assertThat(Transcript.run(operators, "alice", List.of("log"), "").err())
                .contains("log takes a command: verify");
    }

    private static void rows() {
        SignerSide.empty();
        SIGNER.owner("insert into certificate select 'issuing', 'c' || lpad(to_hex(i), 3, '0'), null,"
                + " decode('3003020100', 'hex') || decode(lpad(to_hex(i), 8, '0'), 'hex'), 'CN=x', '{}', 'aa', '2026-10-01Z',"
                + " '2026-12-30Z', '2026-10-01Z' from generate_series(0, 249) i");
        SIGNER.owner(
                "insert into revocation values ('issuing', 'c007', 7, 4, '2026-11-21 10:00Z', '2026-12-30Z', true, null, '\\x00')");
        SIGNER.owner(
                "insert into revocation values ('issuing', 'c008', 7, null, '2026-11-21 10:01Z', '2026-12-30Z', true, null, '\\x00')");
    }

    private void finds(int different, String line) {
        Ran ran = verify("--database");
        assertThat(ran.out())
                .contains("BROKEN: " + different + " not as they were published")
                .contains(line);
        assertThat(ran.err()).contains("somebody writes to it");
        assertThat(ran.code()).isEqualTo(1);
    }

    private void breaks(String finding) {
        Ran ran = verify();
        assertThat(ran.out()).contains("BROKEN: " + finding);
        assertThat(ran.err()).contains("The log is broken");
        assertThat(ran.code()).isEqualTo(1);
    }

    private Ran verify(String... more) {
        List<String> words = new ArrayList<>(List.of("log", "verify"));
        words.addAll(List.of(more));
        if (!words.contains("--url")) {
            words.addAll(List.of("--url", served.url()));
        }
        return Transcript.run(operators, "alice", words, "");
    }

    private static Path certificate(int number) throws Exception {
        Path file = folder.resolve(number + ".cer");
        Files.write(file, Octets.ofHex(der(number)).toArray());
        return file;
    }

    private static String der(int number) {
        return "3003020100" + String.format("%08x", number);
    }

    private static Octets sha256(int number) {
        return Octets.ofHex(der(number)).sha256();
    }
}

package org.httpca.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.httpca.approval.Transcript.Ran;
import org.httpca.envelope.Identity;
import org.httpca.pki.Octets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code log verify} says of a web role that shows one log here and another there, or that answers what no web role answers. */
class LyingLogTest {
    private static final SignerSide SIGNER = SignerSide.empty();
    private static final int SIZE = 53;
    private static final int ASKED = 7;
    private static final String SHA256 = sha256(der(ASKED));
    private static final String HEAD = "{\"size\":53,\"head\":\"HEAD\"}";

    @TempDir
    static Path folder;

    private static Operators operators;
    private static Identity identity;

    private ServedLog served;
    private ServedLog other;
    private Path certificate;

    @BeforeAll
    static void anInstallation() throws Exception {
        operators = new Operators(folder, SIGNER, List.of("alice"));
        identity = operators.signerIdentity("signer-1");
    }

    @BeforeEach
    void twoLogs() throws Exception {
        served = new ServedLog();
        other = new ServedLog();
        for (int i = 0; i < SIZE; i++) {
            served.entries.add(ServedLog.issued(der(i)).text());
        }
        other.entries.addAll(served.entries);
        served.sign(identity);
        certificate = folder.resolve("asked.cer");
        Files.write(certificate, Octets.ofHex(der(ASKED)).toArray());
    }

    @AfterEach
    void close() {
        served.close();
        other.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {SIZE - 20, SIZE, SIZE + 3})
    void aLogThatIsShownToWhoeverAsksAboutACertificateAloneIsFound(int size) throws Exception {
        Path memory = folder.resolve("split-" + size);
        other.entries.set(3, ServedLog.issued("ffff").text());
        resize(size);
        served.showsAboutCertificates(other);
        Ran ran = verify(certificate.toString(), "--remember", memory.toString());
        String sentence = "two logs are shown, each signed: that of " + Math.min(size, SIZE)
                + " entries is not the beginning of that of " + Math.max(size, SIZE);
        assertThat(ran.out())
                .contains("Log of 53 entries, signed at 2026-11-21T11:59:00Z: BROKEN: " + sentence)
                .contains(certificate + ": BROKEN: " + sentence)
                .doesNotContain("entry 7");
        assertThat(ran.err()).contains("The log is broken");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(memory).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(ints = {SIZE - 20, SIZE, SIZE + 3})
    void aLogThatGrowsMeanwhileHolds(int size) throws Exception {
        Path memory = folder.resolve("grown-" + size);
        resize(size);
        served.showsAboutCertificates(other);
        Ran ran = verify(certificate.toString(), "--remember", memory.toString());
        assertThat(ran.out())
                .contains("Log of " + Math.max(size, SIZE) + " entries, ")
                .contains(certificate + ": OK\n  entry 7: issued " + SHA256);
        assertThat(ran.code()).isZero();
        assertThat(Files.readString(memory).strip())
                .as("the longest that was seen")
                .isEqualTo(size > SIZE ? other.head() : served.head());
    }

    static Stream<List<String>> strangeAnswers() {
        String about = "/certificates/" + SHA256;
        String one =
                "{\"head\":" + HEAD + ",\"entries\":[{\"index\":7,\"entry\":\"issued " + SHA256 + "\",\"path\":PATH}]}";
        return Stream.of(
                List.of("", ""),
                List.of("", "null"),
                List.of("", "[]"),
                List.of("", "{\"head\":7}"),
                List.of("", "[".repeat(100_000)),
                List.of(about, "{\"head\":" + HEAD + "}"),
                List.of(about, "{\"entries\":[]}"),
                List.of(about, "{\"head\":" + HEAD.replace("53", "\"53\"") + ",\"entries\":[]}"),
                List.of(about, "{\"head\":" + HEAD + ",\"entries\":\"all\"}"),
                List.of(about, "{\"head\":" + HEAD + ",\"entries\":[7]}"),
                List.of(about, one.replace("PATH", "\"\"")),
                List.of(about, one.replace("PATH", "[\"no hex\"]")),
                List.of(about, one.replace("PATH", "[\"abc\"]")),
                List.of(about, one.replace("PATH", "[\"abcd\"]")),
                List.of(about, one.replace("PATH", "[17]")),
                List.of(about, one.replace("PATH", "[" + "\"\",".repeat(200) + "\"\"]")),
                List.of(about, one.replace("PATH", "[]").replace(":7,", ":7.5,")),
                List.of(about, one.replace("PATH", "[]").replace(":7,", ":99999999999999999999,")));
    }

    @ParameterizedTest
    @MethodSource("strangeAnswers")
    void whatIsNoAnswerIsSaidInOneLine(List<String> pathAndAnswer) {
        String path = pathAndAnswer.get(0);
        served.says(path, pathAndAnswer.get(1).replace("HEAD", served.head()));
        isStrange(path, verify(certificate.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"entries\":7}", "{\"entries\":[7]}", "{\"entries\":[{}]}", "no JSON"})
    void entriesThatAreNone(String answer) {
        served.says("/entries", answer);
        isStrange("/entries?from=0", verify());
    }

    @Test
    void aProofOfConsistencyThatIsNone() throws Exception {
        Path memory = folder.resolve("proof");
        assertThat(verify("--remember", memory.toString()).code()).isZero();
        served.entries.add(ServedLog.issued("aaaa").text());
        served.sign(identity);
        for (String answer : List.of("{}", "{\"path\":{}}", "{\"path\":[\"zz\"]}", "{\"path\":[null]}")) {
            served.says("/consistency", answer);
            isStrange(
                    "/consistency?first=53&second=54", verify(certificate.toString(), "--remember", memory.toString()));
        }
    }

    private void isStrange(String path, Ran ran) {
        assertThat(ran.err())
                .contains(served.url() + "/api/v1/log" + path
                        + " gives no answer of a log of certificates: is it a web role of HttpCA?")
                .hasLineCount(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.code()).isEqualTo(1);
    }

    private void resize(int size) {
        while (other.entries.size() > size) {
            other.entries.remove(other.entries.size() - 1);
        }
        while (other.entries.size() < size) {
            other.entries.add(ServedLog.issued(der(other.entries.size())).text());
        }
        other.sign(identity);
    }

    private Ran verify(String... more) {
        List<String> words = new ArrayList<>(List.of("log", "verify", "--url", served.url()));
        words.addAll(List.of(more));
        return Transcript.run(operators, "alice", words, "");
    }

    private static String der(int number) {
        return "3003020100" + String.format("%08x", number);
    }

    private static String sha256(String der) {
        return Octets.ofHex(der).sha256().hex();
    }
}

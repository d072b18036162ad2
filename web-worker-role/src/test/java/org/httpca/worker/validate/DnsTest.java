package org.httpca.worker.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.httpca.worker.validate.Examined.again;
import static org.httpca.worker.validate.Examined.check;
import static org.httpca.worker.validate.Examined.examine;
import static org.httpca.worker.validate.Examined.settings;
import static org.httpca.worker.validate.Examined.shown;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.httpca.acme.jws.JsonText;
import org.httpca.pki.Sha256;
import org.httpca.worker.validate.Checks.Decided;
import org.httpca.worker.validate.HostileDns.Misbehaviour;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/** RFC 8555, section 8.4, by resolvers that are honest, broken, slow, and lie. */
class DnsTest {
    private static final String NAME = "_acme-challenge.a.example";
    private static final String DIGEST =
            JsonText.base64Url(Sha256.of(Examined.KEY_AUTHORIZATION.getBytes(StandardCharsets.US_ASCII)));
    private static final String GOOD = "TXT " + DIGEST;

    private final HostileDns dns = new HostileDns();

    @AfterEach
    void close() {
        dns.close();
    }

    private Decided examined(String identifier) {
        return examine(settings(dns, 80, 443), check("dns-01", identifier));
    }

    private Decided hastily() {
        return examine(settings(dns, 80, 443), check("dns-01", "a.example"), Duration.ofMillis(700));
    }

    @Test
    void theDigestIsInOneOfTheRecords() {
        dns.has(NAME, "TXT \"something else\"").has(NAME, GOOD);
        assertThat(shown(examined("a.example")).seen()).containsExactly(NAME + " TXT " + DIGEST);
        assertThat(shown(examined("*.a.example")).identifier().value()).isEqualTo("*.a.example");
        assertThat(dns.questions).containsOnly(NAME + " TXT");
    }

    @Test
    void aRecordInSeveralPiecesIsOne() {
        dns.has(NAME, "TXT \"" + DIGEST.substring(0, 20) + "\" \"" + DIGEST.substring(20) + "\"");
        shown(examined("a.example"));
    }

    @Test
    void nothingOrSomethingElseIsThere() {
        again(examined("a.example"), "unauthorized", "There is no TXT record at " + NAME);
        dns.has(NAME, "TXT \"\\226\\128\\174x\"");
        again(examined("a.example"), "unauthorized", "None of the 1 TXT record(s)");
        assertThat(examined("a.example").problem()).contains("U+202E");
    }

    @Test
    void aliasesAreFollowedAndSaidToBe() {
        dns.has(NAME, "CNAME b.other.example.").has("b.other.example", "CNAME c.other.example.");
        dns.has("c.other.example", GOOD);
        assertThat(shown(examined("a.example")).seen().get(0)).contains("an alias of c.other.example");
    }

    @Test
    void aDnameIsFollowed() {
        dns.misbehaves(NAME, (question, tcp) -> {
            Message answer = dns.honest(question);
            answer.addRecord(
                    Record.fromString(
                            Name.fromString("a.example."), Type.DNAME, DClass.IN, 60, "other.example.", Name.root),
                    Section.ANSWER);
            return List.of(answer.toWire());
        });
        dns.has("_acme-challenge.other.example", GOOD);
        shown(examined("a.example"));
    }

    @Test
    void aliasesThatLoopOrNeverEnd() {
        dns.has(NAME, "CNAME b.example.").has("b.example", "CNAME " + NAME + ".");
        again(examined("a.example"), "dns", "are more than 10");
        assertThat(dns.questions).hasSizeLessThan(15);
    }

    @Test
    void answersThatLieAreNotHeardAndTheRightOneIs() {
        dns.has(NAME, GOOD);
        dns.misbehaves(NAME, (question, tcp) -> {
            List<byte[]> answers = new ArrayList<>();
            answers.add(lie(
                    question, lie -> lie.getHeader().setID(question.getHeader().getID() ^ 1)));
            answers.add(lie(question, lie -> lie.getHeader().unsetFlag(Flags.QR)));
            answers.add(lie(question, lie -> {
                lie.removeAllRecords(Section.QUESTION);
                lie.addRecord(
                        Record.newRecord(Name.fromConstantString("b.example."), Type.TXT, DClass.IN), Section.QUESTION);
            }));
            answers.add(lie(question, lie -> lie.removeAllRecords(Section.QUESTION)));
            answers.add(new byte[] {1, 2, 3});
            answers.add(dns.honest(question).toWire());
            return answers;
        });
        shown(examined("a.example"));
    }

    @Test
    void nothingButLiesIsNoAnswer() {
        dns.misbehaves(
                NAME,
                (question, tcp) -> List.of(lie(
                        question,
                        lie -> lie.getHeader().setID(question.getHeader().getID() ^ 1))));
        assertThat(hastily().evidence()).isNull();
    }

    /** The digest under another name is not the name's. */
    @Test
    void recordsOfOtherNamesDoNotCount() {
        dns.misbehaves(NAME, (question, tcp) -> {
            Message answer = dns.honest(question);
            answer.addRecord(
                    new TXTRecord(Name.fromConstantString("_acme-challenge.b.example."), DClass.IN, 60, DIGEST),
                    Section.ANSWER);
            answer.addRecord(
                    new TXTRecord(question.getQuestion().getName(), DClass.IN, 60, DIGEST), Section.ADDITIONAL);
            return List.of(answer.toWire());
        });
        again(examined("a.example"), "unauthorized", "There is no TXT record");
    }

    @Test
    void whatIsCutOffIsAskedForByTcp() {
        dns.has(NAME, GOOD);
        dns.misbehaves(NAME, (question, tcp) -> {
            Message answer = dns.honest(question);
            if (!tcp) {
                answer.removeAllRecords(Section.ANSWER);
                answer.getHeader().setFlag(Flags.TC);
            }
            return List.of(answer.toWire());
        });
        shown(examined("a.example"));
        assertThat(dns.questions).containsExactly(NAME + " TXT", NAME + " TXT tcp");
    }

    @Test
    void aServerFromBeforeExtensionsIsAskedWithoutThem() {
        dns.has(NAME, GOOD);
        dns.misbehaves(
                NAME,
                (question, tcp) -> question.getOPT() == null
                        ? List.of(dns.honest(question).toWire())
                        : List.of(HostileDns.coded(dns.honest(question), Rcode.FORMERR)
                                .toWire()));
        shown(examined("a.example"));
    }

    @ParameterizedTest
    @ValueSource(ints = {Rcode.SERVFAIL, Rcode.REFUSED})
    void failuresAreFailures(int code) {
        dns.has(NAME, GOOD);
        dns.misbehaves(
                NAME,
                (question, tcp) ->
                        List.of(HostileDns.coded(dns.honest(question), code).toWire()));
        again(examined("a.example"), "dns", "the answer was " + Rcode.string(code));
    }

    @Test
    void aNameThatDoesNotExistHasNoRecords() {
        dns.misbehaves(
                NAME,
                (question, tcp) -> List.of(
                        HostileDns.coded(dns.honest(question), Rcode.NXDOMAIN).toWire()));
        again(examined("a.example"), "unauthorized", "There is no TXT record");
    }

    @Test
    void aServerThatIsSilentEndsWithTheCheck() {
        dns.misbehaves(NAME, (question, tcp) -> List.of());
        long begin = System.nanoTime();
        again(hastily(), "connection", "longer than");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void anAnswerThatWasLostIsAskedForAgain() {
        dns.has(NAME, GOOD);
        dns.misbehaves(NAME, new Misbehaviour() {
            private boolean lost;

            @Override
            public List<byte[]> answers(Message question, boolean byTcp) {
                boolean first = !lost;
                lost = true;
                return first ? List.of() : List.of(dns.honest(question).toWire());
            }
        });
        shown(examined("a.example"));
    }

    @Test
    void aTcpAnswerThatTricklesEnds() {
        dns.misbehaves(NAME, (question, tcp) -> {
            if (tcp) {
                sleep();
            }
            Message answer = dns.honest(question);
            answer.getHeader().setFlag(Flags.TC);
            return List.of(answer.toWire());
        });
        assertThat(hastily().evidence()).isNull();
    }

    @Test
    void moreRecordsThanAnybodyNeeds() {
        for (int i = 0; i < 150; i++) {
            dns.has(NAME, "TXT \"" + i + "\"");
        }
        again(examined("a.example"), "dns", "has more than 100 TXT records");
    }

    @Test
    void aRecordThatIsTooLongIsNoneOfOurs() {
        dns.has(NAME, "TXT" + " \"" + "x".repeat(250) + "\"");
        StringBuilder many = new StringBuilder("TXT");
        for (int i = 0; i < 20; i++) {
            many.append(" \"").append("y".repeat(250)).append('"');
        }
        dns.has(NAME, many.toString()).has(NAME, GOOD);
        dns.misbehaves(NAME, (question, tcp) -> {
            Message answer = dns.honest(question);
            return List.of(tcp ? answer.toWire() : answer.toWire(512));
        });
        shown(examined("a.example"));
    }

    private static void sleep() {
        try {
            Thread.sleep(1500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Change {
        void of(Message lie);
    }

    private byte[] lie(Message question, Change change) throws IOException {
        Message lie = dns.honest(question);
        lie.removeAllRecords(Section.ANSWER);
        lie.addRecord(new TXTRecord(question.getQuestion().getName(), DClass.IN, 60, "a lie"), Section.ANSWER);
        change.of(lie);
        return lie.toWire();
    }
}

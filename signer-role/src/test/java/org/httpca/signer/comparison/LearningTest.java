package org.httpca.signer.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.httpca.message.CertificatePlace;
import org.httpca.message.CertificatesCounted;
import org.httpca.message.KnownCertificate;
import org.httpca.message.LearnCertificates;
import org.httpca.message.MessageJson;
import org.httpca.message.MessageType;
import org.httpca.message.UnreadableMessageException;
import org.httpca.pki.Octets;
import org.httpca.signer.audit.AuditLog;
import org.httpca.signer.bed.BedSigner;
import org.httpca.signer.bed.SigningBed;
import org.httpca.signer.certificate.IssuerSignatures;
import org.httpca.signer.issuer.CrlShards;
import org.httpca.signer.publication.PublicationNumbers;
import org.httpca.signer.request.AnsweredBefore;
import org.httpca.signer.request.Outcome;
import org.httpca.signer.request.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LearningTest {
    private final SigningBed bed = new SigningBed();
    private final BedSigner signer = bed.signer("signer-1");
    private final AuditLog audit = bed.audit("signer-1");
    private final Compare compare = new Compare(
            bed.transactions,
            bed.comparisons,
            new PublicationNumbers(bed.jdbc, bed.clock),
            bed.outbox,
            audit,
            bed.clock,
            UUID::randomUUID);
    private final Learning learning = new Learning(
            bed.comparisons,
            bed.certificates,
            bed.intents,
            bed.requests,
            new AnsweredBefore(bed.jdbc),
            bed.issuers,
            new IssuerSignatures(bed.issuers),
            bed.proofs,
            audit,
            bed.wakes,
            bed.clock);

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void aRestoredSignerSignsNothingBeforeItKnowsWhatItHadIssued() throws Exception {
        UUID lost = bed.accepts("lost.example");
        signer.sign.run();
        KnownCertificate known = known(lost);
        forget(lost);
        bed.owner.update("DELETE FROM request");
        restored();

        UUID waits = bed.accepts("waits.example");
        assertThat(signer.sign.run()).isZero();
        assertThat(bed.comparisons.alarms()).singleElement().asString().contains("nothing is signed until");

        compare.run();
        CertificatesCounted question = question();
        assertThat(question.count()).isZero();
        assertThat(question.digest()).isEqualTo("0");
        // a copy of a moment ago remembers what the web side said of the log of certificates a moment ago
        bed.tampers("UPDATE log_state SET seen_at = now()");
        learn(new LearnCertificates(question.number(), List.of(known), null));
        compare.run();

        assertThat(bed.owner.queryForObject("SELECT count(seen_at) FROM log_state", Long.class))
                .isZero();
        assertThat(bed.certificate(lost)).isEqualTo(known.certificate().toArray());
        assertThat(bed.audited(lost, "certificate-learned")).isEqualTo(1);
        assertThat(signer.sign.run()).isEqualTo(1);
        assertThat(bed.row(waits).outcome()).isEqualTo(Outcome.ISSUED);
        assertThat(bed.comparisons.alarms()).singleElement().asString().contains("had lost 1 certificates");
    }

    /** Whoever checks it asks for that list, whatever the setting is by now. */
    @Test
    void theCrlThatALostCertificateNamesIsMadeFromThenOn() throws Exception {
        bed.shards = new CrlShards(1);
        UUID lost = bed.accepts("lost.example");
        bed.signer("signer-2").sign.run();
        KnownCertificate known = known(lost);
        forget(lost);
        bed.owner.update("DELETE FROM request");
        restored();
        assertThat(bed.count("crl")).isZero();
        compare.run();
        learn(new LearnCertificates(question().number(), List.of(known), null));
        assertThat(bed.count("crl WHERE issuer = 'issuing' AND shard = '1' AND number = 0"))
                .isEqualTo(1);
    }

    @Test
    void aRequestThatWasAnsweredBeforeIsClosedAndNotSignedAgain() throws Exception {
        UUID id = bed.accepts("again.example");
        long revision = bed.row(id).revision();
        signer.sign.run();
        KnownCertificate known = known(id);
        forget(id);
        asTheCopyHas(id, revision);
        restored();
        compare.run();
        learn(new LearnCertificates(question().number(), List.of(known), null));
        compare.run();

        assertThat(bed.state(id)).isEqualTo(State.TRANSMITTED);
        assertThat(bed.row(id).word()).isNull();
        assertThat(bed.audited(id, "request-answered-before")).isEqualTo(1);
        assertThat(signer.sign.run()).isZero();
        assertThat(bed.count("certificate")).isEqualTo(1);
        assertThat(bed.count("intent")).isZero();
    }

    @Test
    void aRequestThatAnIssuerAnsweredWhomNobodyHereHasIsNotSignedAgain() throws Exception {
        UUID id = bed.accepts("elsewhere.example");
        UUID written = bed.accepts("written.example");
        long revision = bed.row(id).revision();
        signer.sign.run();
        Octets certificate = known(id).certificate();
        forget(id);
        asTheCopyHas(id, revision);
        bed.tampers("DELETE FROM certificate WHERE request_id = ?", written);
        asTheCopyHas(written, revision);
        restored();
        compare.run();
        learn(new LearnCertificates(
                question().number(),
                List.of(
                        new KnownCertificate(id, "of-last-week", certificate),
                        new KnownCertificate(written, "of-last-week", certificate)),
                null));
        compare.run();

        assertThat(bed.state(id)).isEqualTo(State.TRANSMITTED);
        assertThat(bed.audited(id, "request-answered-before")).isEqualTo(1);
        assertThat(bed.count("certificate")).isZero();
        assertThat(signer.sign.run())
                .as("what was written down to be signed here")
                .isEqualTo(1);
        assertThat(bed.row(written).outcome()).isEqualTo(Outcome.ISSUED);
    }

    @Test
    void whatIsWrittenDownMakesTheSameCertificateAgain() throws Exception {
        UUID id = bed.accepts("written.example");
        long revision = bed.row(id).revision();
        signer.sign.run();
        KnownCertificate known = known(id);
        bed.owner.update("DELETE FROM certificate");
        asTheCopyHas(id, revision);
        restored();
        compare.run();
        learn(new LearnCertificates(question().number(), List.of(known), null));
        compare.run();

        assertThat(signer.sign.run()).isEqualTo(1);
        assertThat(bed.row(id).outcome()).isEqualTo(Outcome.ISSUED);
        assertThat(bed.certificate(id)).isEqualTo(known.certificate().toArray());
        assertThat(bed.row(id).tamperedAt()).isNull();
    }

    @Test
    void whoWasNotMarkedLearnsWithinMinutesAndTellsOfWhatIsThereTwice() throws Exception {
        UUID id = bed.accepts("twice.example");
        long revision = bed.row(id).revision();
        signer.sign.run();
        KnownCertificate first = known(id);
        forget(id);
        asTheCopyHas(id, revision);
        signer.sign.run();
        assertThat(known(id)).isNotEqualTo(first);

        compare.run();
        assertThat(bed.count("outbox")).isZero();
        bed.clock.forward(Compare.EVERY.plus(Compare.SETTLED));
        compare.run();
        learn(new LearnCertificates(question().number(), List.of(known(id), first), null));
        assertThat(bed.count("certificate")).isEqualTo(2);
        assertThat(bed.audited(id, "second-certificate-found")).isEqualTo(1);
        assertThat(bed.comparisons.alarms())
                .anySatisfy(alarm -> assertThat(alarm).contains("1 requests have two certificates"));
    }

    @Test
    void onlyWhatOurIssuersSignedIsBelieved() throws Exception {
        UUID id = bed.accepts("forged.example");
        signer.sign.run();
        byte[] forged = bed.certificate(id);
        forged[forged.length - 1] ^= 1;
        forget(id);
        restored();
        compare.run();
        learn(new LearnCertificates(
                question().number(),
                List.of(
                        new KnownCertificate(id, "issuing", Octets.of(forged)),
                        new KnownCertificate(null, "another", Octets.of(forged)),
                        new KnownCertificate(null, "issuing", Octets.ofHex("3003020101")),
                        new KnownCertificate(
                                null,
                                "issuing",
                                Octets.of(bed.issuer.certificate().getEncoded()))),
                null));
        assertThat(bed.count("certificate")).isZero();
        assertThat(bed.owner.queryForObject(
                        "SELECT detail FROM audit WHERE event = 'known-certificates-refused'", String.class))
                .contains("\"count\":4");
    }

    @Test
    void anAnswerInPartsIsAskedForFromWhereItEnded() throws Exception {
        UUID one = bed.accepts("one.example");
        UUID two = bed.accepts("two.example");
        signer.sign.run();
        KnownCertificate first = known(one);
        KnownCertificate second = known(two);
        forget(one);
        forget(two);
        restored();
        compare.run();
        CertificatesCounted question = question();
        CertificatePlace place = new CertificatePlace(SigningBed.START, "issuing", "40");
        learn(new LearnCertificates(question.number(), List.of(first), place));
        assertThat(bed.comparisons.pauses()).isTrue();
        compare.run();
        CertificatesCounted next = question();
        assertThat(next.after()).isEqualTo(place);
        assertThat(next.number()).isGreaterThan(question.number());
        // an old answer, redelivered
        learn(new LearnCertificates(question.number(), List.of(second), null));
        assertThat(bed.count("certificate")).isEqualTo(1);
        // one that would go on for ever
        assertThatThrownBy(() -> learn(new LearnCertificates(next.number(), List.of(second), place)))
                .isInstanceOf(IllegalArgumentException.class);
        learn(new LearnCertificates(next.number(), List.of(second), null));
        compare.run();
        assertThat(bed.count("certificate")).isEqualTo(2);
        assertThat(bed.comparisons.pauses()).isFalse();
    }

    @Test
    void whatIsComparedIsNotAskedAboutAgainBeforeItsTime() {
        bed.clock.forward(Compare.EVERY.plus(Compare.SETTLED));
        compare.run();
        CertificatesCounted question = question();
        assertThat(question.from()).isEqualTo(SigningBed.START.minus(Compare.OVERLAP));
        assertThat(question.until()).isEqualTo(SigningBed.START.plus(Compare.EVERY));
        learn(new LearnCertificates(question.number(), List.of(), null));
        bed.tampers("DELETE FROM outbox");

        compare.run();
        bed.clock.forward(Compare.EVERY.minusSeconds(1));
        compare.run();
        assertThat(bed.count("outbox")).isZero();

        bed.clock.forward(Duration.ofSeconds(1));
        compare.run();
        assertThat(question().from()).isEqualTo(question.until().minus(Compare.OVERLAP));
    }

    @Test
    void aCopyThatIsOldIsComparedInStretches() {
        restored();
        bed.clock.forward(Compare.STRETCH.multipliedBy(3).plus(Compare.EVERY));
        Instant begin = SigningBed.START;
        for (int stretch = 1; stretch <= 3; stretch++) {
            compare.run();
            CertificatesCounted question = question();
            Instant end = Compare.end(begin, bed.clock.instant());
            assertThat(question.from()).isEqualTo(begin.minus(Compare.OVERLAP));
            assertThat(question.until()).isEqualTo(end);
            assertThat(bed.comparisons.pauses()).isTrue();
            learn(new LearnCertificates(question.number(), List.of(), null));
            begin = end;
        }
        assertThat(begin).isEqualTo(bed.clock.instant());
        bed.tampers("DELETE FROM outbox");
        compare.run();
        assertThat(bed.comparisons.pauses()).isFalse();
        assertThat(bed.count("outbox")).isZero();
        assertThat(bed.owner.queryForObject(
                        "SELECT count(*) FROM audit WHERE event = 'database-restored'", Integer.class))
                .isEqualTo(1);
    }

    @Test
    void whatAClockAheadHasLeftIsAskedAboutFromYesterdayOnAndStaysSo() {
        bed.tampers("UPDATE comparison SET compared_until = timestamptz '2100-01-01'");
        compare.run();
        CertificatesCounted question = question();
        Instant yesterday = bed.clock.instant().minus(Duration.ofDays(1));
        assertThat(question.from()).isEqualTo(yesterday.minus(Compare.OVERLAP));

        bed.clock.forward(Duration.ofHours(7));
        compare.run();
        assertThat(question().from()).isEqualTo(question.from());
        assertThat(question().until()).isEqualTo(question.until());
    }

    @Test
    void aQuestionWithoutAnAnswerIsAskedAgain() {
        restored();
        compare.run();
        long number = question().number();
        compare.run();
        assertThat(question().number()).isEqualTo(number);
        bed.tampers("DELETE FROM outbox");
        compare.run();
        assertThat(bed.count("outbox")).isZero();
        bed.clock.forward(Compare.PATIENCE.plus(Duration.ofSeconds(1)));
        compare.run();
        // under its number, so that an answer that took long still counts
        assertThat(question().number()).isEqualTo(number);
    }

    private void restored() {
        bed.tampers("UPDATE comparison SET restored_at = now()");
        bed.comparisons.look();
    }

    private void learn(LearnCertificates answer) {
        bed.transactions.executeWithoutResult(status -> learning.learn("accept", answer, "worker-1"));
    }

    private CertificatesCounted question() {
        try {
            return (CertificatesCounted) MessageJson.read(
                    MessageType.CERTIFICATES_COUNTED,
                    Objects.requireNonNull(bed.owner.queryForObject(
                            "SELECT body FROM outbox WHERE type = 'certificates-counted'", String.class)));
        } catch (UnreadableMessageException e) {
            throw new AssertionError(e);
        }
    }

    private KnownCertificate known(UUID id) {
        return new KnownCertificate(id, "issuing", Octets.of(bed.certificate(id)));
    }

    private void forget(UUID id) {
        bed.tampers("DELETE FROM certificate WHERE request_id = ?", id);
        bed.tampers("DELETE FROM intent WHERE request_id = ?", id);
    }

    private void asTheCopyHas(UUID id, long revision) {
        bed.tampers(
                "UPDATE request SET state = 'Waiting-For-Signature', outcome = NULL, word = NULL, serial = NULL, decided_at = NULL,"
                        + " revision = ? WHERE id = ?",
                revision,
                id);
    }
}

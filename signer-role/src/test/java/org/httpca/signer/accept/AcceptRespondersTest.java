package org.httpca.signer.accept;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.lint.Linter;
import org.httpca.message.Message;
import org.httpca.message.MessageJson;
import org.httpca.message.MessageType;
import org.httpca.message.RequestResponderCertificate;
import org.httpca.message.ResponderCertificateIssued;
import org.httpca.message.ResponderCertificateRefused;
import org.httpca.order.Action;
import org.httpca.pki.Octets;
import org.httpca.pki.SubjectKey;
import org.httpca.problem.ProblemType;
import org.httpca.signer.certificate.IssuerSignatures;
import org.httpca.signer.issuer.Hierarchy;
import org.httpca.signer.issuer.Issuer;
import org.httpca.signer.issuer.Issuers;
import org.httpca.signer.issuer.PublicUrl;
import org.httpca.signer.key.KeyType;
import org.httpca.signer.testing.IssuedCertificates;
import org.httpca.signer.testing.SignerDatabase;
import org.httpca.signer.testing.TestAdministrator;
import org.httpca.signer.testing.TestCsr;
import org.httpca.signer.testing.TestResponders;
import org.httpca.signer.testing.TestSigner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Commands of the web side about keys that are to answer OCSP, and the stage that certifies them. */
class AcceptRespondersTest {
    private static final Issuer ISSUER = issuer();
    private static final Issuers ISSUERS = new Issuers(List.of(ISSUER));

    private final TestAdministrator mary = new TestAdministrator("mary");
    private final TestSigner signer =
            new TestSigner(() -> TestAdministrator.all(mary), TestSigner.profiles(""), ISSUERS);
    private final JdbcTemplate owner = new JdbcTemplate(SignerDatabase.shared().owner());

    private static Issuer issuer() {
        PublicUrl url = new PublicUrl("http://ca.example:8080/");
        Hierarchy made = Hierarchy.create("Example", url, Clock.systemUTC(), new SecureRandom(), KeyType.P256);
        IssuedCertificates.keep(made.root().certificate());
        IssuedCertificates.keep(made.issuing().certificate());
        return new Issuer(
                "issuing",
                made.issuing().certificate(),
                made.issuing().above(),
                made.issuing().key(),
                url);
    }

    @BeforeEach
    void empty() {
        owner.update("DELETE FROM responder_certificate");
        owner.update("DELETE FROM outbox");
        owner.update("DELETE FROM admin_order");
        owner.update("DELETE FROM issuing");
        owner.update("INSERT INTO issuing (id, halted, sequence) VALUES (1, false, 0)");
    }

    @AfterEach
    void close() {
        owner.update("DELETE FROM responder_certificate");
        owner.update("DELETE FROM issuing");
        owner.update("INSERT INTO issuing (id, halted, sequence) VALUES (1, false, 0)");
        signer.close();
    }

    @Test
    void aKeyIsCertifiedForHoursAndForNothingButOcsp() throws Exception {
        KeyPair key = TestCsr.ec("secp256r1");
        RequestResponderCertificate wish = wish(TestCsr.with(key, "www.example"));
        signer.accepts(wish);
        assertThat(answers()).as("before it is signed").isEmpty();
        signer.responders.stage().run();
        ResponderCertificateIssued issued = (ResponderCertificateIssued) only(answers());
        assertThat(issued.responderId()).isEqualTo(wish.responderId());
        IssuedCertificates.keep(issued.certificate().toArray());
        X509CertificateHolder certificate =
                new X509CertificateHolder(issued.certificate().toArray());
        assertThat(new IssuerSignatures(ISSUERS)
                        .hold("issuing", issued.certificate().toArray()))
                .isTrue();
        assertThat(Linter.standard().inspect(certificate, ISSUER.certificate())).isEmpty();
        assertThat(certificate.getSubjectPublicKeyInfo())
                .isEqualTo(SubjectPublicKeyInfo.getInstance(key.getPublic().getEncoded()));
        assertThat(certificate.getSubject()).hasToString("CN=OCSP responder of Example Issuing CA");
        assertThat(ExtendedKeyUsage.fromExtensions(certificate.getExtensions()).getUsages())
                .containsExactly(KeyPurposeId.id_kp_OCSPSigning);
        assertThat(certificate.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck))
                .isNotNull();
        assertThat(certificate.getExtension(Extension.subjectAlternativeName)).isNull();
        assertThat(certificate.getExtension(Extension.authorityInfoAccess)).isNull();
        assertThat(certificate.getExtension(Extension.cRLDistributionPoints)).isNull();
        Duration life = Duration.between(
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
        assertThat(life).isEqualTo(Duration.ofHours(12).minusSeconds(1));
        assertThat(signer.auditedDetail("responder-intent-stored"))
                .singleElement()
                .asString()
                .contains("\"sender\":\"worker-1\"");
        assertThat(signer.auditedDetail("responder-certificate-issued"))
                .singleElement()
                .asString()
                .contains(certificate.getSerialNumber().toString(16));
    }

    @Test
    void theSameWishHasTheSameAnswerAndCountsOnce() throws Exception {
        RequestResponderCertificate wish = wish(TestCsr.forNames());
        signer.accepts(wish, wish);
        signer.responders.stage().run();
        signer.accepts(wish);
        signer.accepts(wish);
        List<Message> answers = answers();
        assertThat(answers).hasSize(3);
        assertThat(answers.stream().distinct()).hasSize(1);
        assertThat(owner.queryForObject("SELECT count(*) FROM responder_certificate", Integer.class))
                .isEqualTo(1);
    }

    @Test
    void whatCannotBeAResponderIsRefused() throws Exception {
        KeyPair taken = TestCsr.ec("secp256r1");
        signer.responders
                .takenKeys()
                .add(SubjectKey.of(SubjectPublicKeyInfo.getInstance(
                                taken.getPublic().getEncoded()))
                        .sha256());
        assertThat(refusal(wish(TestCsr.with(TestCsr.rsa(2048, 65537))))).isEqualTo(ProblemType.BAD_PUBLIC_KEY);
        assertThat(refusal(wish(TestCsr.with(TestCsr.ed25519())))).isEqualTo(ProblemType.BAD_PUBLIC_KEY);
        assertThat(refusal(wish(TestCsr.with(taken)))).isEqualTo(ProblemType.BAD_PUBLIC_KEY);
        assertThat(refusal(wish(Octets.ofHex("3003020101")))).isEqualTo(ProblemType.BAD_CSR);
        assertThat(refusal(wish(withAnotherSignature(TestCsr.forNames())))).isEqualTo(ProblemType.BAD_CSR);
        assertThat(refusal(new RequestResponderCertificate(
                        UUID.randomUUID(), "elsewhere", TestCsr.forNames(), Instant.now())))
                .isEqualTo(ProblemType.NOT_FOUND);
        assertThat(signer.auditedDetail("responder-intent-stored")).isEmpty();
        assertThat(signer.auditedDetail("responder-refused"))
                .hasSize(6)
                .allMatch(detail -> detail.contains("\"sender\":\"worker-1\""))
                .anyMatch(detail -> detail.contains("\"issuer\":\"elsewhere\"")
                        && detail.contains("\"why\":\"There is no issuer of that name.\""))
                .anyMatch(detail -> detail.contains("\"problem\":\"bad-csr\""));
    }

    @Test
    void aKeyIsCertifiedOnce() throws Exception {
        KeyPair key = TestCsr.ec("secp384r1");
        signer.accepts(wish(TestCsr.with(key)));
        assertThat(refusal(wish(TestCsr.with(key)))).isEqualTo(ProblemType.BAD_PUBLIC_KEY);
    }

    @Test
    void anotherWishOfTheSameIdIsRefused() throws Exception {
        RequestResponderCertificate wish = wish(TestCsr.forNames());
        signer.accepts(wish);
        assertThat(refusal(new RequestResponderCertificate(
                        wish.responderId(), "issuing", TestCsr.forNames(), wish.requestedAt())))
                .isEqualTo(ProblemType.CONFLICT);
        assertThat(signer.auditedDetail("responder-refused"))
                .singleElement()
                .asString()
                .contains("Another wish had this id.");
    }

    @Test
    void moreThanTheHoursLimitWaits() throws Exception {
        for (int i = 0; i < TestResponders.PER_HOUR; i++) {
            signer.accepts(wish(TestCsr.forNames()));
        }
        RequestResponderCertificate last = wish(TestCsr.forNames());
        signer.accepts(last);
        signer.responders.stage().run();
        assertThat(answers()).hasSize(TestResponders.PER_HOUR);
        assertThat(signer.responders.rates().alarms())
                .singleElement()
                .asString()
                .contains("3 certificates");
        assertThat(signer.auditedDetail("responder-rate-limit-reached")).hasSize(1);
        owner.update("UPDATE responder_certificate SET written_at = written_at - interval '61 minutes'");
        signer.accepts(last);
        signer.responders.stage().run();
        assertThat(answers()).hasSize(TestResponders.PER_HOUR + 1);
    }

    @Test
    void whileIssuingIsHaltedItWaits() throws Exception {
        signer.accepts(wish(TestCsr.forNames()));
        mary.orders(Action.HALT, "stolen");
        signer.decides();
        signer.responders.stage().run();
        assertThat(answers()).isEmpty();
        mary.orders(Action.RESUME, null);
        signer.decides();
        signer.responders.stage().run();
        assertThat(answers()).hasSize(1);
    }

    /** Whoever had taken over the web side before the halt is not to have everything signed that was asked for meanwhile. */
    @Test
    void whatWaitedTooLongIsGivenUp() throws Exception {
        RequestResponderCertificate wish = wish(TestCsr.forNames());
        signer.accepts(wish);
        owner.update("UPDATE responder_certificate SET written_at = written_at - interval '11 minutes'");
        signer.responders.stage().run();
        assertThat(answers()).singleElement().isInstanceOf(ResponderCertificateRefused.class);
        signer.accepts(wish);
        assertThat(answers()).as("the same, said again").hasSize(2);
        assertThat(signer.auditedDetail("responder-refused"))
                .as("once, however often it is said")
                .singleElement()
                .asString()
                .contains(wish.responderId().toString(), "could not be signed in time");
        assertThat(signer.auditedDetail("responder-certificate-issued")).isEmpty();
    }

    @Test
    void whatSomebodyElseWroteDownIsNotSigned() throws Exception {
        signer.accepts(wish(TestCsr.forNames()));
        signer.accepts(wish(TestCsr.forNames()));
        // the one's TBSCertificate in the other's row
        owner.update(
                "UPDATE responder_certificate SET tbs = (SELECT tbs FROM responder_certificate ORDER BY serial LIMIT 1),"
                        + " serial = serial || '0' WHERE serial = (SELECT max(serial) FROM responder_certificate)");
        signer.responders.stage().run();
        assertThat(answers()).hasSize(2).hasAtLeastOneElementOfType(ResponderCertificateRefused.class);
        assertThat(signer.auditedDetail("responder-found-altered")).hasSize(1);
        assertThat(signer.auditedDetail("responder-refused")).hasSize(1);
        assertThat(signer.auditedDetail("responder-certificate-issued")).hasSize(1);
    }

    @Test
    void aCertificateThatWasExchangedIsNotTold() throws Exception {
        RequestResponderCertificate wish = wish(TestCsr.forNames());
        signer.accepts(wish);
        signer.responders.stage().run();
        Message first = only(answers());
        owner.update("DELETE FROM outbox");
        owner.update(
                "UPDATE responder_certificate SET der = ?", ISSUER.certificate().getEncoded());
        signer.accepts(wish);
        assertThat(answers()).isEmpty();
        assertThat(signer.auditedDetail("responder-found-altered")).hasSize(1);
        signer.responders.stage().run();
        ResponderCertificateIssued again = (ResponderCertificateIssued) only(answers());
        assertThat(tbs(again)).isEqualTo(tbs((ResponderCertificateIssued) first));
    }

    private static Octets tbs(ResponderCertificateIssued issued) throws Exception {
        return Octets.of(new X509CertificateHolder(issued.certificate().toArray())
                .toASN1Structure()
                .getTBSCertificate()
                .getEncoded());
    }

    private ProblemType refusal(RequestResponderCertificate wish) throws Exception {
        owner.update("DELETE FROM outbox");
        signer.accepts(wish);
        ResponderCertificateRefused refused = (ResponderCertificateRefused) only(answers());
        assertThat(refused.responderId()).isEqualTo(wish.responderId());
        return refused.problem().type();
    }

    private static RequestResponderCertificate wish(Octets csr) {
        return new RequestResponderCertificate(UUID.randomUUID(), "issuing", csr, Instant.now());
    }

    private static Octets withAnotherSignature(Octets csr) {
        byte[] altered = csr.toArray();
        altered[altered.length - 1] ^= 1;
        return Octets.of(altered);
    }

    private static Message only(List<Message> answers) {
        assertThat(answers).hasSize(1);
        return answers.get(0);
    }

    private List<Message> answers() {
        return owner.query(
                "SELECT type, body FROM outbox WHERE type LIKE 'responder-%' ORDER BY id",
                (row, number) -> read(row.getString("type"), row.getString("body")));
    }

    private static Message read(String type, String body) {
        try {
            return MessageJson.read(MessageType.ofWireName(type).orElseThrow(), body);
        } catch (org.httpca.message.UnreadableMessageException e) {
            throw new IllegalStateException(e);
        }
    }
}

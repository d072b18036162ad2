package org.httpca.signer.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.httpca.lint.Linter;
import org.httpca.message.RequestCertificate;
import org.httpca.pki.Crypto;
import org.httpca.pki.Octets;
import org.httpca.pki.SerialNumbers;
import org.httpca.signer.bed.BedSigner;
import org.httpca.signer.bed.SigningBed;
import org.httpca.signer.profile.Profiles;
import org.httpca.signer.request.Outcome;
import org.httpca.signer.request.State;
import org.httpca.signer.request.StoredRequest;
import org.httpca.signer.testing.Commands;
import org.httpca.signer.testing.TestCsr;
import org.httpca.signer.testing.TestSigner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignTest {
    private static final Duration LEASE_AND_MORE = Preparation.LEASE.plusSeconds(1);
    private final SigningBed bed = new SigningBed();
    private final BedSigner first = bed.signer("signer-1");
    private final BedSigner second = bed.signer("signer-2");
    private final Sign one = first.sign;
    private final Sign two = second.sign;

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void aClearedRequestBecomesACertificate() throws Exception {
        UUID id = bed.accepts("www.example", "mail.example");
        assertThat(one.run()).isEqualTo(1);

        StoredRequest row = bed.row(id);
        assertThat(row.state()).isEqualTo(State.WAITING_FOR_TRANSMISSION);
        assertThat(row.outcome()).isEqualTo(Outcome.ISSUED);
        X509CertificateHolder certificate = new X509CertificateHolder(bed.certificate(id));
        assertThat(row.serial()).isEqualTo(SerialNumbers.hex(certificate.getSerialNumber()));
        assertThat(certificate.isSignatureValid(new JcaContentVerifierProviderBuilder()
                        .setProvider(Crypto.BOUNCY_CASTLE)
                        .build(bed.issuer.certificate())))
                .isTrue();
        assertThat(Linter.standard().inspect(certificate, bed.issuer.certificate()))
                .isEmpty();
        assertThat(bed.audited(id, "intent-stored")).isEqualTo(1);
        assertThat(bed.audited(id, "certificate-issued")).isEqualTo(1);
        assertThat(one.run()).isZero();
    }

    @Test
    void aCertificateHasTheDatesThatWereAskedFor() throws Exception {
        try (SigningBed dated = new SigningBed(
                TestSigner.profiles("*.example", "approvals: 1", "approvals: 1\n    requested-dates: true"))) {
            Instant from = dated.clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofHours(3));
            Instant until = from.plus(Duration.ofDays(2));
            Octets csr = TestCsr.with(TestCsr.ec("secp256r1"), "dated.example");
            RequestCertificate plain = Commands.request(UUID.randomUUID(), "server", null, null, csr, "dated.example");
            UUID id = dated.accepts(Commands.dated(from, until, plain));
            dated.signer("signer-1").sign.run();
            X509CertificateHolder certificate = new X509CertificateHolder(dated.certificate(id));
            assertThat(certificate.getNotBefore()).isEqualTo(from);
            assertThat(certificate.getNotAfter()).isEqualTo(until);
        }
    }

    /** The subject and the extensions of a CSR are a stranger's wishes; nothing of them but the names is granted. */
    @Test
    void nothingButNamesComesFromTheRequest() throws Exception {
        ExtensionsGenerator wishes = new ExtensionsGenerator();
        wishes.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.nonRepudiation | KeyUsage.keyAgreement));
        wishes.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(new KeyPurposeId[] {
            KeyPurposeId.anyExtendedKeyUsage, KeyPurposeId.id_kp_codeSigning, KeyPurposeId.id_kp_OCSPSigning
        }));
        wishes.addExtension(
                Extension.certificatePolicies,
                false,
                new CertificatePolicies(
                        PolicyInformation.getInstance(new DERSequence(new ASN1ObjectIdentifier("2.23.140.1.1")))));
        wishes.addExtension(
                Extension.authorityInfoAccess,
                false,
                new AuthorityInformationAccess(
                        AccessDescription.id_ad_ocsp,
                        new GeneralName(GeneralName.uniformResourceIdentifier, "http://wish.invalid")));
        wishes.addExtension(new ASN1ObjectIdentifier("1.3.6.1.4.1.32473.1"), true, new DERUTF8String("wish"));
        Octets csr = TestCsr.asking(TestCsr.ec("secp256r1"), "O=wish,OU=wish,CN=wish", wishes, "www.example");
        UUID plain = bed.accepts("www.example");
        UUID wishing = bed.accepts(Commands.request(UUID.randomUUID(), "server", null, null, csr, "www.example"));
        assertThat(one.run()).isEqualTo(2);

        X509CertificateHolder granted = new X509CertificateHolder(bed.certificate(wishing));
        X509CertificateHolder usual = new X509CertificateHolder(bed.certificate(plain));
        assertThat(granted.getSubject()).isEqualTo(usual.getSubject());
        assertThat(granted.getExtensions().getExtensionOIDs())
                .containsExactly(usual.getExtensions().getExtensionOIDs());
        for (ASN1ObjectIdentifier each : granted.getExtensions().getExtensionOIDs()) {
            if (!each.equals(Extension.subjectKeyIdentifier)) {
                assertThat(granted.getExtension(each)).isEqualTo(usual.getExtension(each));
            }
        }
        assertThat(new String(granted.getEncoded(), StandardCharsets.ISO_8859_1))
                .doesNotContain("wish");
    }

    @Test
    void aHeldRequestIsNotSigned() throws Exception {
        UUID id = bed.accepts("www.elsewhere.org");
        assertThat(one.run()).isZero();
        assertThat(bed.state(id)).isEqualTo(State.WAITING_FOR_APPROVAL);
        assertThat(bed.count("intent")).isZero();
    }

    @Test
    void afterACrashTheSameCertificateIsMade() throws Exception {
        UUID id = bed.accepts("www.example");
        List<Signed> lost = one.sign(one.prepare().prepared());

        bed.clock.forward(LEASE_AND_MORE);
        assertThat(two.run()).isEqualTo(1);
        assertThat(lost.get(0).isOfSameContent(bed.certificate(id)))
                .as("the same TBSCertificate, whatever its signature")
                .isTrue();
        assertThat(bed.audited(id, "intent-stored")).isEqualTo(1);
    }

    /** It may be signed already: what was written down is decided, and two certificates of one request would be worse. */
    @Test
    void whatWasWrittenDownUnderTheOldProfileIsSigned() throws Exception {
        UUID id = bed.accepts("www.example");
        List<Signed> lost = one.sign(one.prepare().prepared());

        bed.clock.forward(LEASE_AND_MORE);
        second.inForce.replace(shorter());
        assertThat(two.run()).isEqualTo(1);
        assertThat(lost.get(0).isOfSameContent(bed.certificate(id))).isTrue();
        assertThat(bed.row(id).outcome()).isEqualTo(Outcome.ISSUED);
    }

    @Test
    void whatIsPinnedToTheProfileOfAnotherSignerIsLeftToThatOne() throws Exception {
        second.inForce.replace(shorter());
        first.presence.begin();
        second.presence.begin();
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(bed.accepts("host-" + i + ".example"));
        }
        assertThat(two.run()).isZero();
        assertThat(one.run()).isEqualTo(3);
        assertThat(ids).allSatisfy(id -> assertThat(bed.row(id).outcome()).isEqualTo(Outcome.ISSUED));
    }

    /** Nobody had told this signer of the other one when it took the lease. */
    @Test
    void whatTurnsOutToBeAnothersIsLetGoAtOnce() throws Exception {
        second.inForce.replace(shorter());
        second.presence.begin();
        UUID id = bed.accepts("www.example");
        first.presence.begin();
        assertThat(two.run()).isZero();
        assertThat(one.run()).isEqualTo(1);
        assertThat(bed.audited(id, "request-evaluated-again")).isZero();
    }

    @Test
    void whatIsPinnedToAProfileThatNobodyHasIsEvaluatedAgain() throws Exception {
        second.inForce.replace(shorter());
        first.presence.begin();
        second.presence.begin();
        UUID id = bed.accepts("www.example");
        bed.tampers("UPDATE signer_instance SET seen_at = seen_at - interval '3 minutes' WHERE instance = 'signer-1'");
        second.presence.run();
        assertThat(two.run()).isEqualTo(1);
        assertThat(bed.audited(id, "request-evaluated-again")).isEqualTo(1);
    }

    private static Profiles shorter() {
        return TestSigner.profiles("*.example", "validity: 90d", "validity: 30d");
    }

    @Test
    void aCertificateThatStandsAlreadyStaysAsItIs() throws Exception {
        UUID id = bed.accepts("www.example");
        assertThat(one.run()).isEqualTo(1);
        byte[] first = bed.certificate(id);
        bed.tampers(
                "UPDATE request SET state = 'Waiting-For-Signature', outcome = NULL, word = NULL, serial = NULL WHERE id = ?",
                id);

        assertThat(one.run()).isEqualTo(1);
        assertThat(bed.certificate(id)).isEqualTo(first);
        assertThat(bed.count("certificate")).isEqualTo(1);
        assertThat(bed.state(id)).isEqualTo(State.WAITING_FOR_TRANSMISSION);
        assertThat(bed.audited(id, "request-found-altered")).isZero();
        assertThat(bed.audited(id, "certificate-issued")).isEqualTo(1);
    }

    @Test
    void aLeaseKeepsOthersAwayUntilItRunsOut() throws Exception {
        UUID id = bed.accepts("www.example");
        List<Signed> slow = one.sign(one.prepare().prepared());
        assertThat(two.run()).isZero();

        bed.clock.forward(LEASE_AND_MORE);
        assertThat(two.run()).isEqualTo(1);
        long revision = bed.row(id).revision();

        one.complete(slow);
        assertThat(bed.row(id).revision()).isEqualTo(revision);
        assertThat(bed.count("certificate")).isEqualTo(1);
        assertThat(bed.audited(id, "certificate-issued")).isEqualTo(1);
    }

    @Test
    void twoSignersSignNothingTwice() throws Exception {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            ids.add(bed.accepts("host-" + i + ".example"));
        }
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Integer>> turns = List.of(() -> untilIdle(one), () -> untilIdle(two));
            int moved = 0;
            for (Future<Integer> each : both.invokeAll(turns)) {
                moved += each.get();
            }
            assertThat(moved).isEqualTo(200);
        } finally {
            both.shutdownNow();
        }
        assertThat(bed.count("certificate")).isEqualTo(200);
        assertThat(bed.count("intent")).isEqualTo(200);
        assertThat(ids).allMatch(id -> bed.state(id) == State.WAITING_FOR_TRANSMISSION);
        assertThat(bed.count("audit WHERE event = 'certificate-issued'")).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no clearance               | clearance = NULL",
                "a clearance of one's own    | clearance = decode(repeat('ab', 32), 'hex')",
                "another name                | command = replace(command, 'www.example', 'www.victim.org')",
                "another name, shown as well | command = replace(command, 'www.example', 'www.victim.org'), identifiers = '{www.victim.org}'",
                "another profile             | command = replace(command, '\"server\"', '\"client\"'), profile = 'client'",
                "cleared in another way      | verdict = 'cleared-by-orders'",
                "fewer approvals             | approvals_required = 7",
                "a longer validity           | command = replace(command, '\"validitySeconds\":null', '\"validitySeconds\":99999999')",
                "not a command               | command = '{}'"
            })
    void whatSomebodyElseWroteIsNotSigned(String what, String change) throws Exception {
        UUID id = bed.accepts("www.example");
        bed.tampers("UPDATE request SET " + change + " WHERE id = ?", id);
        if (what.startsWith("a longer")) {
            // the field may be left out of the JSON altogether
            bed.tampers(
                    "UPDATE request SET command = regexp_replace(command, '^\\{', '{\"validitySeconds\":99999999,') WHERE id = ?",
                    id);
        }
        assertNothingSigned(id);
    }

    @Test
    void aHeldRowThatWasMovedIsNotSigned() throws Exception {
        UUID id = bed.accepts("www.elsewhere.org");
        bed.tampers("UPDATE request SET state = 'Waiting-For-Signature', word = NULL WHERE id = ?", id);
        assertNothingSigned(id);
        UUID other = bed.accepts("ftp.elsewhere.org");
        bed.tampers(
                "UPDATE request SET state = 'Waiting-For-Signature', word = NULL, verdict = 'cleared-by-policy' WHERE id = ?",
                other);
        assertNothingSigned(other);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tbs = (SELECT tbs FROM intent i WHERE i.request_id <> intent.request_id LIMIT 1)",
                "mac = decode(repeat('00', 32), 'hex')",
                "issuer = 'other'",
                "serial = '1'"
            })
    void whatWasWrittenDownByOthersIsNotSigned(String change) throws Exception {
        UUID other = bed.accepts("other.example");
        assertThat(one.run()).isEqualTo(1);
        UUID id = bed.accepts("www.example");
        one.prepare();
        bed.tampers("UPDATE intent SET " + change + " WHERE request_id = ?", id);

        bed.clock.forward(LEASE_AND_MORE);
        two.run();
        two.run();
        assertThat(bed.state(id)).isEqualTo(State.WAITING_FOR_APPROVAL);
        assertThat(bed.count("certificate")).isEqualTo(1);
        assertThat(bed.audited(id, "request-found-altered")).isEqualTo(1);
        assertThat(bed.state(other)).isEqualTo(State.WAITING_FOR_TRANSMISSION);
    }

    @Test
    void aForeignCertificateInTheWayStopsOnlyItsOwnRequest() throws Exception {
        UUID id = bed.accepts("www.example");
        UUID fine = bed.accepts("mail.example");
        List<Signed> signed = one.sign(one.prepare().prepared());
        bed.tampers(
                "INSERT INTO certificate (issuer, serial, request_id, der, subject, spki_sha256, not_before, not_after,"
                        + " issued_at) VALUES ('issuing', '1', ?, '\\x00', '', '', now(), now(), now())",
                id);
        one.complete(signed);
        assertThat(bed.state(id)).isEqualTo(State.WAITING_FOR_APPROVAL);
        assertThat(bed.audited(id, "request-found-altered")).isEqualTo(1);
        assertThat(bed.state(fine)).isEqualTo(State.WAITING_FOR_TRANSMISSION);
    }

    @Test
    void whatTheLinterStopsIsRejected() throws Exception {
        UUID id = bed.clearsWhatTheLinterStops();
        assertThat(one.run()).isEqualTo(1);
        StoredRequest row = bed.row(id);
        assertThat(row.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(row.problem()).contains("server-internal");
        assertThat(bed.count("intent")).isZero();
        assertThat(bed.audited(id, "lint-stopped")).isEqualTo(1);
    }

    private void assertNothingSigned(UUID id) throws Exception {
        one.run();
        two.run();
        assertThat(bed.state(id)).isEqualTo(State.WAITING_FOR_APPROVAL);
        assertThat(bed.count("intent")).isZero();
        assertThat(bed.count("certificate")).isZero();
        assertThat(bed.audited(id, "request-found-altered")).isEqualTo(1);
    }

    private static int untilIdle(Sign sign) throws InterruptedException {
        int all = 0;
        for (int moved = sign.run(); moved > 0; moved = sign.run()) {
            all += moved;
        }
        return all;
    }
}

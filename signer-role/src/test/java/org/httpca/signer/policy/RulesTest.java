package org.httpca.signer.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.httpca.signer.testing.Commands.request;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.message.RequestCertificate;
import org.httpca.pki.Octets;
import org.httpca.pki.SubjectKey;
import org.httpca.pki.key.MlDsa;
import org.httpca.pki.key.RsaNumbers;
import org.httpca.problem.ProblemType;
import org.httpca.signer.bed.Hierarchies;
import org.httpca.signer.key.KeyType;
import org.httpca.signer.profile.Profiles;
import org.httpca.signer.testing.Commands;
import org.httpca.signer.testing.TestCsr;
import org.httpca.signer.testing.TestSigner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A table of fixtures for each rule. */
class RulesTest {

    private static final Profiles PROFILES = TestSigner.profiles("*.dev.example.org,intranet");
    private static final KeyPair KEY = TestCsr.ec("secp256r1");
    private static final KeyPair RSA = TestCsr.rsa(2048, 65537);

    private static CertificateApplication application(RequestCertificate command) {
        return application(command, PROFILES);
    }

    private static CertificateApplication application(RequestCertificate command, Profiles profiles) {
        return new CertificateApplication(
                command,
                new Proofs().read(command.proof()),
                profiles.find(command.profile()).orElse(null),
                null,
                false,
                null,
                null);
    }

    private static Finding check(Rule rule, RequestCertificate command) {
        return rule.check(application(command));
    }

    private static @Nullable ProblemType problem(Finding finding) {
        return finding.problem() == null ? null : finding.problem().type();
    }

    private static RequestCertificate of(String profile, Octets csr, String... names) {
        return request(UUID.randomUUID(), profile, null, null, csr, names);
    }

    private static Octets damaged(Octets csr) {
        byte[] der = csr.toArray();
        der[der.length - 1] ^= 1;
        return Octets.of(der);
    }

    static Stream<Arguments> proofs() {
        Octets good = TestCsr.with(KEY, "a.example.org");
        return Stream.of(
                arguments(good, null),
                arguments(damaged(good), ProblemType.BAD_CSR),
                arguments(Octets.of(new byte[0]), ProblemType.BAD_CSR),
                arguments(Octets.of(new byte[65 * 1024]), ProblemType.REQUEST_TOO_LARGE),
                arguments(TestCsr.with(TestCsr.rsa(2048, 3), "a.example.org"), ProblemType.BAD_PUBLIC_KEY),
                arguments(TestCsr.with(TestCsr.ec("secp256k1"), "a.example.org"), ProblemType.BAD_PUBLIC_KEY));
    }

    @ParameterizedTest
    @MethodSource("proofs")
    void proofOfPossession(Octets csr, @Nullable ProblemType expected) {
        assertThat(problem(check(new ProofOfPossession(), of("server", csr, "a.example.org"))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"server, ", "client, ", "short-lived, ", "Server, UNKNOWN_PROFILE", "'', UNKNOWN_PROFILE"})
    void profileKnown(String profile, @Nullable ProblemType expected) {
        assertThat(problem(check(new ProfileKnown(), of(profile, TestCsr.with(KEY, "a.example.org"), "a.example.org"))))
                .isEqualTo(expected);
    }

    static Stream<Arguments> keys() {
        return Stream.of(
                arguments(KEY, null),
                arguments(TestCsr.ec("secp384r1"), null),
                arguments(TestCsr.ec("secp521r1"), null),
                arguments(TestCsr.ed25519(), null),
                arguments(TestCsr.mlDsa(MlDsa.ML_DSA_65), ProblemType.BAD_PUBLIC_KEY),
                arguments(RSA, null));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void keyAllowed(KeyPair key, @Nullable ProblemType expected) {
        assertThat(problem(check(new KeyAllowed(), of("server", TestCsr.with(key, "a.example.org"), "a.example.org"))))
                .isEqualTo(expected);
    }

    @Test
    void aKeyOfAnotherKindThanTheProfilesIsNotAllowed() {
        Profiles onlyP256 = TestSigner.profiles(
                "", "keys: [EC P-256, EC P-384, EC P-521, Ed25519, RSA 2048-8192]", "keys: [EC P-256]");
        RequestCertificate command = of("server", TestCsr.with(RSA, "a.example.org"), "a.example.org");
        assertThat(problem(new KeyAllowed().check(application(command, onlyP256))))
                .isEqualTo(ProblemType.BAD_PUBLIC_KEY);
    }

    @Test
    void mlDsaIsAllowedWhereItIsListedAndNoOtherSetOfIt() {
        Profiles listed = TestSigner.profiles(
                "",
                "keys: [EC P-256, EC P-384, EC P-521, Ed25519, RSA 2048-8192]",
                "keys: [EC P-256, ML-DSA-65, ML-DSA-87]");
        for (MlDsa set : MlDsa.values()) {
            RequestCertificate command =
                    of("server", TestCsr.with(TestCsr.mlDsa(set), "a.example.org"), "a.example.org");
            Finding finding = new KeyAllowed().check(application(command, listed));
            if (set == MlDsa.ML_DSA_44) {
                assertThat(problem(finding)).isEqualTo(ProblemType.BAD_PUBLIC_KEY);
                assertThat(Objects.requireNonNull(finding.problem()).detail())
                        .contains("ML-DSA-44", "It takes EC P-256, ML-DSA-65, ML-DSA-87");
            } else {
                assertThat(problem(finding)).isNull();
            }
        }
    }

    /** By either digest; the next key is not meant. */
    @Test
    void keyNotBlocked(@TempDir Path folder) throws IOException {
        SubjectPublicKeyInfo rsa =
                SubjectPublicKeyInfo.getInstance(RSA.getPublic().getEncoded());
        byte[] debian = BlockedKeys.debianDigest(
                Objects.requireNonNull(RsaNumbers.of(rsa)).modulus());
        Files.writeString(folder.resolve("ours"), "# of a leak\n\n" + digest(KEY) + "\n");
        Files.writeString(
                folder.resolve("blacklist.RSA-2048"),
                "# openssl-blacklist\n" + HexFormat.of().formatHex(debian) + "\n" + "0".repeat(20) + "\n");
        KeyNotBlocked rule = new KeyNotBlocked(BlockedKeys.load(folder));
        for (KeyPair blocked : List.of(KEY, RSA)) {
            assertThat(problem(check(rule, of("server", TestCsr.with(blocked, "a.example.org"), "a.example.org"))))
                    .isEqualTo(ProblemType.BAD_PUBLIC_KEY);
        }
        assertThat(check(rule, of("server", TestCsr.forNames("a.example.org"), "a.example.org"))
                        .reason())
                .contains("(3 keys)");
    }

    /** A digest that somebody computed by hand: printf 'Modulus=C0FFEE\n' | sha1sum | cut -c 21-40. */
    @Test
    void theDigestIsDebians() {
        assertThat(HexFormat.of().formatHex(BlockedKeys.debianDigest(new BigInteger("c0ffee", 16))))
                .isEqualTo("6149ed99475722f13e18");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "abcd", "0123456789abcdef0123x", "0x0123456789abcdef0123"})
    void aLineThatBlocksNothingIsAFault(String line, @TempDir Path folder) throws IOException {
        Path list = Files.writeString(folder.resolve("list"), "# one\n" + line + "\n");
        assertThatThrownBy(() -> BlockedKeys.load(list))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("list, line 2");
    }

    @Test
    void keyNotOurs() {
        KeyNotOurs rule = new KeyNotOurs(OwnKeys.of(Map.of(digest(KEY), "the CA 'root'")));
        Finding ours = check(rule, of("server", TestCsr.with(KEY, "a.example.org"), "a.example.org"));
        assertThat(problem(ours)).isEqualTo(ProblemType.BAD_PUBLIC_KEY);
        assertThat(ours.reason()).contains("the CA 'root'");
        assertThat(problem(check(rule, of("server", TestCsr.with(RSA, "a.example.org"), "a.example.org"))))
                .isNull();
    }

    private static String digest(KeyPair key) {
        return SubjectKey.of(SubjectPublicKeyInfo.getInstance(key.getPublic().getEncoded()))
                .sha256();
    }

    @ParameterizedTest
    @CsvSource({
        "a.example.org, true",
        "example.org, true",
        "*.example.org, false", // it stands for secret.example.org
        "*.dev.example.org, true",
        "secret.example.org, false",
        "a.secret.example.org, false",
        "*.secret.example.org, false",
        "a.example.com, false",
        "example.org.evil.example, false",
        "badexample.org, false",
        "10.0.0.1, true",
        "10.1.2.3, false",
        "192.0.2.1, false",
        "2001:db8::1, false",
        "a.example.org 10.1.2.3, false",
    })
    void namesWithinSubtrees(String names, boolean allowed) {
        Profiles profiles = TestSigner.profiles(
                "",
                "title: TLS server\n",
                "title: TLS server\n    permitted-subtrees: [example.org, 10.0.0.0/8]\n"
                        + "    excluded-subtrees: [secret.example.org, 10.1.0.0/16]\n");
        RequestCertificate command = of("server", TestCsr.with(KEY, words(names)), words(names));
        assertThat(problem(new NamesWithinSubtrees().check(application(command, profiles))))
                .isEqualTo(allowed ? null : ProblemType.REJECTED_IDENTIFIER);
    }

    static Stream<Arguments> names() {
        String[] many = Stream.iterate(0, i -> i + 1)
                .limit(101)
                .map(i -> "h" + i + ".example.org")
                .toArray(String[]::new);
        return Stream.of(
                arguments("server", "a.example.org", "a.example.org", null),
                arguments("server", "b.example.org a.example.org", "a.example.org b.example.org", null),
                arguments("server", "*.example.org 2001:db8::1", "*.example.org 2001:db8::1", null),
                arguments("server", "", "", ProblemType.BAD_CSR),
                arguments("server", "a.example.org", "", ProblemType.BAD_CSR),
                arguments("server", "a.example.org", "a.example.org a.example.org", ProblemType.BAD_CSR),
                arguments("server", "a.example.org", "b.example.org", ProblemType.REJECTED_IDENTIFIER),
                arguments("server", "a.example.org b.example.org", "a.example.org", ProblemType.REJECTED_IDENTIFIER),
                arguments("server", "a.example.org", "a.example.org b.example.org", ProblemType.REJECTED_IDENTIFIER),
                arguments("client", "*.example.org", "*.example.org", ProblemType.REJECTED_IDENTIFIER),
                arguments("client", "192.0.2.1", "192.0.2.1", null),
                arguments("server", "*.com", "*.com", ProblemType.REJECTED_IDENTIFIER),
                arguments("server", "*.co.uk", "*.co.uk", ProblemType.REJECTED_IDENTIFIER),
                arguments("server", "169.254.169.254", "169.254.169.254", ProblemType.REJECTED_IDENTIFIER),
                arguments("server", "::", "::", ProblemType.REJECTED_IDENTIFIER),
                arguments("server", "a.example.org", String.join(" ", many), ProblemType.BAD_CSR));
    }

    @ParameterizedTest
    @MethodSource("names")
    void namesAllowed(String profile, String inCsr, String asked, @Nullable ProblemType expected) {
        RequestCertificate command = of(profile, TestCsr.with(KEY, words(inCsr)), words(asked));
        assertThat(problem(check(new NamesAllowed(), command))).isEqualTo(expected);
    }

    @Test
    void aProfileCanTakeTheKindsThatNoneHasByItself() {
        Profiles profiles = TestSigner.profiles("", "[dns, wildcard, ip]", "[suffix-wildcard, special-ip]");
        RequestCertificate command = of("server", TestCsr.with(KEY, "*.corp", "224.0.0.1"), "*.corp", "224.0.0.1");
        assertThat(problem(new NamesAllowed().check(application(command, profiles))))
                .isNull();
    }

    private static String[] words(String text) {
        return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toArray(String[]::new);
    }

    @ParameterizedTest
    @CsvSource({
        "server, ,",
        "server, 60,",
        "server, 34387200,",
        "server, 34387201, VALIDITY_NOT_ALLOWED",
        "server, 59, VALIDITY_NOT_ALLOWED",
        "server, 0, VALIDITY_NOT_ALLOWED",
        "server, -1, VALIDITY_NOT_ALLOWED",
        "server, 9223372036854775807, VALIDITY_NOT_ALLOWED",
        "short-lived, 604800,",
        "short-lived, 604801, VALIDITY_NOT_ALLOWED",
    })
    void validityAllowed(String profile, @Nullable Long seconds, @Nullable ProblemType expected) {
        RequestCertificate command =
                request(UUID.randomUUID(), profile, null, seconds, TestCsr.with(KEY, "a.example.org"), "a.example.org");
        assertThat(problem(check(new ValidityAllowed(name -> List.of(), Clock.systemUTC()), command)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "true, 0, 10, ",
        "true, 0, 399, VALIDITY_NOT_ALLOWED",
        "true, -1, 10, VALIDITY_NOT_ALLOWED",
        "true, 31, 40, VALIDITY_NOT_ALLOWED",
        "true, 10, 5, VALIDITY_NOT_ALLOWED",
        "false, 0, 10, VALIDITY_NOT_ALLOWED",
    })
    void datesAreKeptWhereTheProfileAllowsAny(
            boolean allowed, int fromDay, int untilDay, @Nullable ProblemType expected) {
        Profiles profiles = TestSigner.profiles(
                "*.dev.example.org", "approvals: 1", "approvals: 1\n    requested-dates: " + allowed);
        Instant now = Instant.now();
        Octets csr = TestCsr.with(KEY, "a.example.org");
        RequestCertificate dated = Commands.dated(
                now.plus(Duration.ofDays(fromDay)),
                now.plus(Duration.ofDays(untilDay)),
                of("server", csr, "a.example.org"));
        assertThat(problem(dates(profiles, dated, List.of()))).isEqualTo(expected);
        RequestCertificate both = request(UUID.randomUUID(), "server", null, 3600L, csr, "a.example.org");
        assertThat(problem(dates(profiles, Commands.dated(now, now.plus(Duration.ofDays(1)), both), List.of())))
                .isEqualTo(ProblemType.VALIDITY_NOT_ALLOWED);
    }

    /** RFC 5280, section 6.1.3 would refuse it from the issuer's end on. */
    @Test
    void datesKeepToTheIssuers() {
        Profiles profiles =
                TestSigner.profiles("*.dev.example.org", "approvals: 1", "approvals: 1\n    requested-dates: true");
        X509CertificateHolder issuer = Hierarchies.issuer(KeyType.P256).certificate();
        Instant end = issuer.getNotAfter().toInstant();
        RequestCertificate plain = of("server", TestCsr.with(KEY, "a.example.org"), "a.example.org");
        Clock late = Clock.fixed(end.minus(Duration.ofDays(10)), ZoneOffset.UTC);
        Instant from = late.instant();
        assertThat(problem(dates(profiles, Commands.dated(from, end, plain), List.of(issuer), late)))
                .isNull();
        assertThat(problem(dates(profiles, Commands.dated(from, end.plusSeconds(1), plain), List.of(issuer), late)))
                .isEqualTo(ProblemType.VALIDITY_NOT_ALLOWED);
    }

    private static Finding dates(Profiles profiles, RequestCertificate command, List<X509CertificateHolder> chain) {
        return dates(profiles, command, chain, Clock.systemUTC());
    }

    private static Finding dates(
            Profiles profiles, RequestCertificate command, List<X509CertificateHolder> chain, Clock clock) {
        return new ValidityAllowed(name -> chain, clock)
                .check(new CertificateApplication(
                        command,
                        new Proofs().read(command.proof()),
                        profiles.find(command.profile()).orElse(null),
                        null,
                        false,
                        null,
                        null));
    }

    @ParameterizedTest
    @CsvSource({
        "server, a.dev.example.org, PASS",
        "server, intranet, PASS",
        "server, a.dev.example.org b.dev.example.org, PASS",
        "server, a.dev.example.org www.example.org, HOLD",
        "server, a.b.dev.example.org, HOLD",
        "server, dev.example.org, HOLD",
        "server, a.dev.example.org.evil.example, HOLD",
        "server, axdev.example.org, HOLD",
        "server, *.dev.example.org, HOLD",
        "server, a.dev.example.org 192.0.2.1, HOLD",
        "client, a.dev.example.org, HOLD",
    })
    void approvalRequired(String profile, String names, Finding.Kind expected) {
        RequestCertificate command = of(profile, TestCsr.with(KEY, words(names)), words(names));
        assertThat(check(new ApprovalRequired(), command).kind()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "web-https, server, ca.example.org, PASS",
        "web-https, server, 192.0.2.7 ca.example.org, PASS",
        "web-https, short-lived, ca.example.org, PASS",
        // users of an honest web role come by other doors
        "form, server, ca.example.org, HOLD",
        "api, server, ca.example.org, HOLD",
        // a stolen one says any door: nothing but exactly these names, in no profile but one for TLS servers alone
        "web-https, server, ca.example.org www.example.org, HOLD",
        "web-https, server, a.ca.example.org, HOLD",
        "web-https, server, *.example.org, HOLD",
        "web-https, server, 192.0.2.8, HOLD",
        "web-https, client, ca.example.org, HOLD",
    })
    void ownNamesAreForTheInstallationsWebRoles(String door, String profile, String names, Finding.Kind expected) {
        Profiles profiles = PROFILES.withOwnNames("ca.example.org, 192.0.2.7");
        RequestCertificate command = by(door, of(profile, TestCsr.with(KEY, words(names)), words(names)));
        CertificateApplication application = new CertificateApplication(
                command,
                new Proofs().read(command.proof()),
                profiles.find(profile).orElse(null),
                null,
                false,
                null,
                null);
        assertThat(new ApprovalRequired().check(application).kind()).isEqualTo(expected);
    }

    private static RequestCertificate by(String door, RequestCertificate of) {
        return new RequestCertificate(
                of.requestId(),
                door,
                of.principal(),
                of.source(),
                of.proof(),
                of.identifiers(),
                of.profile(),
                // the web side may still know the profile as it was before it got own names
                PROFILES.find(of.profile()).orElseThrow().hash(),
                of.validitySeconds(),
                of.requester(),
                of.note(),
                of.evidence(),
                of.replaces(),
                of.correlationId(),
                of.submittedAt());
    }

    @ParameterizedTest
    @CsvSource({"true, PASS", "false, HOLD"})
    void aHashThatIsNotTheCurrentOneNeedsApproval(boolean current, Finding.Kind expected) {
        String hash = current ? PROFILES.find("server").orElseThrow().hash() : "0".repeat(64);
        RequestCertificate command = request(
                UUID.randomUUID(), "server", hash, null, TestCsr.with(KEY, "a.dev.example.org"), "a.dev.example.org");
        assertThat(check(new ApprovalRequired(), command).kind()).isEqualTo(expected);
    }
}

package org.httpca.signer.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.httpca.signer.testing.Commands.request;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.security.KeyPair;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import org.httpca.message.RequestCertificate;
import org.httpca.pki.Octets;
import org.httpca.problem.ProblemType;
import org.httpca.signer.profile.Profiles;
import org.httpca.signer.testing.TestCsr;
import org.httpca.signer.testing.TestSigner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A table of fixtures for each rule. */
class RulesTest {

    private static final Profiles PROFILES = TestSigner.profiles("*.dev.example.org,intranet");
    private static final KeyPair KEY = TestCsr.ec("secp256r1");

    private static CertificateApplication application(RequestCertificate command) {
        return new CertificateApplication(
                command,
                new Proofs().read(command.proof()),
                PROFILES.find(command.profile()).orElse(null));
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
                arguments(TestCsr.rsa(2048, 65537), null),
                arguments(TestCsr.rsa(1024, 65537), ProblemType.BAD_PUBLIC_KEY),
                arguments(TestCsr.rsa(2048, 3), ProblemType.BAD_PUBLIC_KEY));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void keyAllowed(KeyPair key, @Nullable ProblemType expected) {
        assertThat(problem(check(new KeyAllowed(), of("server", TestCsr.with(key, "a.example.org"), "a.example.org"))))
                .isEqualTo(expected);
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
                arguments("server", "a.example.org", String.join(" ", many), ProblemType.BAD_CSR));
    }

    @ParameterizedTest
    @MethodSource("names")
    void namesAllowed(String profile, String inCsr, String asked, @Nullable ProblemType expected) {
        RequestCertificate command = of(profile, TestCsr.with(KEY, words(inCsr)), words(asked));
        assertThat(problem(check(new NamesAllowed(), command))).isEqualTo(expected);
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
        assertThat(problem(check(new ValidityAllowed(), command))).isEqualTo(expected);
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
                profiles.find(profile).orElse(null));
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

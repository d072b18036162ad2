package org.httpca.signer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.httpca.envelope.MessagingAuthority;
import org.httpca.message.MessageJson;
import org.httpca.pki.Octets;
import org.httpca.pki.Pem;
import org.httpca.signer.profile.Profiles;
import org.httpca.signer.testing.TestCsr;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What people read who ask what would become of a CSR. */
class PolicyCommandTest {

    private static final Octets CSR = TestCsr.forNames("www.example.org", "web1.dev.example.org");

    private static final KeyPair KEY = TestCsr.ec("secp256r1");
    private static final String MESSAGING_CA = Pem.encode(
            "CERTIFICATE",
            encoded(MessagingAuthority.create("policy", Clock.systemUTC(), new SecureRandom())
                    .certificate()));

    @TempDir
    Path folder;

    private Path csr;

    private record Ran(int code, String out, String err) {}

    @BeforeEach
    void aSignersFolder() throws IOException {
        Files.writeString(folder.resolve("application.yml"), """
                httpca:
                  profiles: profiles.yml
                  administrators: administrators
                  messaging-ca: messaging-ca.pem
                  policy:
                    own-names: ca.example.org
                    blocked-keys: blocked
                """);
        Files.writeString(folder.resolve("messaging-ca.pem"), MESSAGING_CA);
        Files.createDirectories(folder.resolve("administrators"));
        Files.createDirectories(folder.resolve("blocked"));
        profiles("names: [dns, ip]\n    approvals: 1", "names: [dns, ip]\n    approvals: 1");
        csr = Files.writeString(folder.resolve("www.csr"), Pem.encode("CERTIFICATE REQUEST", CSR.toArray()));
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void profiles(String text, String replacement) throws IOException {
        String yaml = new String(Profiles.defaultFile(), StandardCharsets.UTF_8);
        Files.writeString(folder.resolve("profiles.yml"), yaml.replace(text, replacement));
    }

    private Ran policy(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(List.of("--config", folder.toString()));
        all.addAll(List.of(arguments));
        int code = PolicyCommand.run(all, new PrintWriter(out), new PrintWriter(err));
        return new Ran(code, out.toString(), err.toString());
    }

    @Test
    void saysRuleByRuleWhatWouldHappen() {
        Ran ran = policy(csr.toString());
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out().lines().toList())
                .startsWith("Names: web1.dev.example.org, www.example.org")
                .contains(
                        "pass    profile-known: Profile 'server', issued by 'issuing'.",
                        "hold    approval-required: Profile 'server': an administrator must approve.")
                .endsWith("It would wait for 1 approval, of any administrator.");
        assertThat(ran.code()).isZero();
    }

    @Test
    void saysWhoMayApproveAndHowManyAnHour() throws IOException {
        profiles(
                "names: [dns, ip]\n    approvals: 1",
                "names: [dns, ip]\n    approvals: 2\n    approvers: [mary, pierre]\n    limits: {per-hour: 30, per-hour-and-principal: 5}");
        assertThat(policy(csr.toString(), "--profile", "client").out().strip())
                .endsWith("It would wait for 2 approvals, of mary, pierre. Not more than 30 an hour."
                        + " Not more than 5 an hour for each principal.");
    }

    @Test
    void whatTheSignerSignsByItselfWouldBeSigned() {
        Ran ran = policy(csr.toString(), "--httpca.policy.autosign=*.example.org,*.dev.example.org");
        assertThat(ran.out().strip()).endsWith("It would be signed without approval.");
        assertThat(ran.code()).isZero();
    }

    @Test
    void whatIsRefusedIsRefusedByTheRuleThatRefuses() throws IOException {
        Ran unknown = policy(csr.toString(), "--profile", "none");
        assertThat(unknown.out())
                .contains("reject  profile-known: There is no profile 'none'.")
                .doesNotContain("key-allowed");
        assertThat(unknown.code()).isEqualTo(5);

        byte[] broken = CSR.toArray();
        broken[broken.length - 1] ^= 1;
        Path other = Files.write(folder.resolve("broken.der"), broken);
        Ran unsound = policy(other.toString());
        assertThat(unsound.out()).contains("Names: none", "reject  proof-of-possession: ");
        assertThat(unsound.code()).isEqualTo(5);
    }

    @Test
    void aBlockedKeyAndAnAdministratorsAreRefusedAsTheSignerRefusesThem() throws IOException {
        Path mine = Files.write(
                folder.resolve("mine.der"), TestCsr.with(KEY, "www.example.org").toArray());
        assertThat(policy(mine.toString()).code()).isZero();
        Path key = Files.writeString(
                folder.resolve("administrators/mary.pem"),
                Pem.encode("PUBLIC KEY", KEY.getPublic().getEncoded()));
        Ran own = policy(mine.toString());
        assertThat(own.out()).contains("reject  key-not-ours: This is the key of an administrator");
        assertThat(own.code()).isEqualTo(5);

        Files.delete(key);
        Files.writeString(
                folder.resolve("blocked/list"),
                Octets.of(KEY.getPublic().getEncoded()).sha256().hex() + "\n");
        Ran blocked = policy(mine.toString());
        assertThat(blocked.out()).contains("reject  key-not-blocked: ");
        assertThat(blocked.code()).isEqualTo(5);
    }

    @Test
    void tellsScripts() {
        JsonNode held =
                MessageJson.mapper().readTree(policy(csr.toString(), "--json").out());
        assertThat(held.get("verdict").asString()).isEqualTo("held");
        assertThat(held.get("approvals").asInt()).isEqualTo(1);
        assertThat(held.get("profileHash").asString()).hasSize(64);
        assertThat(held.get("findings").size()).isEqualTo(10);
        assertThat(held.get("problem").isNull()).isTrue();
        JsonNode refused = MessageJson.mapper()
                .readTree(policy(csr.toString(), "--json", "--profile", "none").out());
        assertThat(refused.get("problem").get("type").asString()).isEqualTo("urn:httpca:problem:unknown-profile");
    }

    @Test
    void mistakesAreOneLine() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "hello");
        assertThat(policy(text.toString()).code()).isEqualTo(1);
        assertThat(policy(text.toString()).err().lines()).hasSize(1);
        assertThat(policy(folder.resolve("nothing").toString()).code()).isEqualTo(1);
        assertThat(policy().code()).isEqualTo(2);
        Ran nowhere = policy(csr.toString(), "--config", folder.resolve("other").toString());
        assertThat(nowhere.code()).isNotZero();
    }
}

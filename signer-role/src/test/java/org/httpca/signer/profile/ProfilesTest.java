package org.httpca.signer.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.httpca.message.PublishedProfile;
import org.httpca.pki.Identifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfilesTest {

    private static final String DEFAULT = new String(Profiles.defaultFile(), StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private Profiles load(String yaml) throws IOException {
        return Profiles.load(Files.writeString(folder.resolve("profiles.yml"), yaml));
    }

    @Test
    void theDefaultFile() throws IOException {
        Profiles profiles = load(DEFAULT);
        assertThat(profiles.all()).extracting(Profile::name).containsExactly("server", "client", "short-lived");
        Profile server = profiles.find("server").orElseThrow();
        assertThat(server.isDefault()).isTrue();
        assertThat(server.validity()).isEqualTo(Duration.ofDays(90));
        assertThat(server.approvals()).isEqualTo(1);
        assertThat(server.autosign()).isEmpty();
        assertThat(server.extendedKeyUsages().get(0).toKeyPurposeId()).isEqualTo(KeyPurposeId.id_kp_serverAuth);
        PublishedProfile published = profiles.toPublished().get(2);
        assertThat(published.validitySeconds()).isEqualTo(6 * 86_400);
        assertThat(published.maximumValiditySeconds()).isNull();
        assertThat(published.keys()).contains("EC P-256", "RSA 2048-8192");
        assertThat(published.names()).containsExactly("dns", "wildcard", "ip");
        assertThat(published.hash()).hasSize(64);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "validity: 90d        | validity: 91d",
                "maximum-validity: 398d | maximum-validity: 397d",
                "issuer: issuing      | issuer: other",
                "approvals: 1         | approvals: 2",
                "autosign: []         | autosign: [a.example.org]",
                "[serverAuth]         | [serverAuth, clientAuth]",
                "[dns, wildcard, ip]  | [dns]",
                "Ed25519, RSA 2048-8192 | RSA 2048-8192",
                "keyEncipherment]     | keyEncipherment, nonRepudiation]",
                "evidence: [http-01,  | evidence: [dns-persist-01, http-01,",
            })
    void theHashCoversWhatDecides(String text, String replacement) throws IOException {
        String before = load(DEFAULT).find("server").orElseThrow().hash();
        assertThat(load(replaced(text, replacement))
                        .find("server")
                        .orElseThrow()
                        .hash())
                .isNotEqualTo(before);
        assertThat(load(DEFAULT).find("server").orElseThrow().hash()).isEqualTo(before);
    }

    @Test
    void theHashLeavesOutWhatPeopleSee() throws IOException {
        String before = load(DEFAULT).find("server").orElseThrow().hash();
        String renamed = DEFAULT.replace("title: TLS server\n", "title: Web servers\n");
        assertThat(renamed).isNotEqualTo(DEFAULT);
        assertThat(load(renamed).find("server").orElseThrow().hash()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "approvals: 1 | aprovals: 1 | approvals",
                "approvals: 1 | approvals: 1\\n    colour: red | colour",
                "approvals: 1 | approvals: many | approvals",
                "approvals: 1 | approvals: -1 | approvals",
                "validity: 90d | validity: 90 | validity",
                "validity: 90d | validity: 999d | maximum-validity",
                "EC P-256, | EC P-192, | EC P-192",
                "RSA 2048-8192 | RSA 1024-8192 | RSA 1024-8192",
                "[serverAuth] | [everything] | everything",
                "[serverAuth] | serverAuth | extended-key-usages",
                "[dns, wildcard, ip] | [] | names",
                "[dns, wildcard, ip] | [email] | email",
                "autosign: [] | autosign: ['*x.example.org'] | *x.example.org",
                "autosign: [] | autosign: ['A.example.org'] | A.example.org",
                "ec: [digitalSignature] | ec: [keyEncipherment] | ec",
                "ec: [digitalSignature] | ec: [keyCertSign] | ec",
                "evidence: [http-01, | evidence: [http-02, | http-02",
                "default: true | default: false | default",
                "default: true | default: yes please | default",
                "profiles: | profile: | profile",
            })
    void anErrorNamesTheFileAndWhatIsWrong(String text, String replacement, String named) {
        String wrong = replaced(text, replacement.replace("\\n", "\n"));
        assertThatThrownBy(() -> load(wrong))
                .isInstanceOf(InvalidProfilesException.class)
                .hasMessageContaining("profiles.yml")
                .hasMessageContaining(named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "approvals: 1 | aprovals: 1 | 36 | 'approvals' is probably meant",
                "approvals: 1 | approvals: 1\\n    colour: red | 37 | 'colour', which is not known here; there are title",
                "approvals: 1 | approvals: '1' | 36 | approvals must be a number from 0 to 100; for example: approvals: 1",
                "approvals: 1 | approvals: 01 | 36 | approvals must be a number",
                "approvals: 1 | approvals: 1\\n    approvals: 2 | 37 | has 'approvals' twice, first in line 36",
                "approvals: 1 | approvals: 1\\n    <<: {a: 1} | 37 | maps are not merged here",
                "approvals: 1 | approvals: 1\\n    1: 2 | 37 | a key that is not a text",
                "title: TLS server | title: 12 | 24 | title must be a text of 1 to 200 characters",
                "title: TLS server | title: \"a\\tb\" | 24 | on one line",
                "title: TLS server | title: !!java.net.URL [a] | 24 | tag is not allowed",
                "title: TLS server | colour: red | 24 | title is missing; for example: title: TLS server",
                "default: true | default: yes | 25 | default must be true or false",
                "[dns, wildcard, ip] | [dns, ip, dns] | 35 | 'dns' stands there twice",
                "[dns, wildcard, ip] | [dns, 7] | 35 | an element that is not a text",
                "ec: [digitalSignature] | ec: [keyEncipherment] | 33 | there are digitalSignature, nonRepudiation, keyAgreement",
                "approvals: 1\\n    autosign: [] | approvals: 0\\n    autosign: [a.example] | 37 | says nothing where approvals is 0",
                "names: [dns, wildcard, ip]\\n    approvals: 1\\n    autosign: [] | names: [ip]\\n    approvals: 1\\n    autosign: [a.example] | 37 | names has no dns",
                "validity: 90d | validity: 999d | 27 | is above maximum-validity",
                "autosign: [] | autosign: [*.example] | 37 | stands in quotes",
            })
    void anErrorNamesTheLineAndWhatToWrite(String text, String replacement, int line, String said) {
        String wrong = replaced(text.replace("\\n", "\n"), replacement.replace("\\n", "\n"));
        int shift = DEFAULT.substring(0, DEFAULT.indexOf("  server:")).split("\n", -1).length - 23;
        assertThatThrownBy(() -> load(wrong))
                .isInstanceOf(InvalidProfilesException.class)
                .hasMessageStartingWith("line " + (line + shift) + " of profiles.yml: ")
                .hasMessageContaining(said.replaceAll("line 36", "line " + (36 + shift)));
    }

    @Test
    void whatIsTooMuchIsRefused() {
        String bomb = "a: &a [x, x]\nb: &b [*a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b]\n"
                + "d: [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]\n";
        String deep = "profiles: " + "[".repeat(60) + "]".repeat(60);
        String many = DEFAULT.replace("autosign: []", "autosign: [" + "a.example, ".repeat(1_001) + "]");
        String long_ = DEFAULT + "#" + "x".repeat(1024 * 1024);
        for (String yaml : List.of(bomb, deep, many, long_)) {
            assertThatThrownBy(() -> load(yaml)).isInstanceOf(InvalidProfilesException.class);
        }
        assertThatThrownBy(() -> Profiles.load(Files.write(folder.resolve("latin.yml"), new byte[] {'a', (byte) 0xe4})))
                .isInstanceOf(InvalidProfilesException.class)
                .hasMessageContaining("not UTF-8");
        assertThatThrownBy(() -> load("profiles:\n  a:\n    title: \u0007"))
                .hasMessageStartingWith("line 3 of profiles.yml: ");
    }

    @Test
    void oneDefaultAndNoOther() {
        assertThatThrownBy(() ->
                        load(DEFAULT.replace("    title: TLS client", "    title: TLS client\n    default: true")))
                .hasMessageContaining("client.default")
                .hasMessageContaining("'server'");
    }

    @Test
    void aKindOfKeyThatIsLeftOutSigns() throws IOException {
        Profiles all = load(replaced("      ed25519: [digitalSignature]\n", ""));
        assertThat(all.find("server").orElseThrow().hash())
                .isEqualTo(load(DEFAULT).find("server").orElseThrow().hash());
    }

    /** A profile that takes none is pinned by the hash that it had before there were such keys. */
    @Test
    void whatMlDsaKeysDoCountsWhereTheyAreTaken() throws IOException {
        String server = "keys: [EC P-256, EC P-384, EC P-521, Ed25519, RSA 2048-8192]";
        String usages = "      ed25519: [digitalSignature]\n";
        String more = usages + "      ml-dsa: [digitalSignature, nonRepudiation]\n";
        assertThat(load(replaced(usages, more)).find("server").orElseThrow().hash())
                .isEqualTo(load(DEFAULT).find("server").orElseThrow().hash());

        String taken = replaced(server, "keys: [EC P-256, ML-DSA-65]");
        int at = taken.indexOf(usages, taken.indexOf("\nprofiles:"));
        String other = taken.substring(0, at) + more + taken.substring(at + usages.length());
        assertThat(load(other).find("server").orElseThrow().hash())
                .isNotEqualTo(load(taken).find("server").orElseThrow().hash());
    }

    @Test
    void mlDsaKeysOnlySign() {
        String usages = "      ed25519: [digitalSignature]\n";
        assertThatThrownBy(() -> load(replaced(usages, usages + "      ml-dsa: [keyEncipherment]\n")))
                .hasMessageContaining("digitalSignature, nonRepudiation");
    }

    /** Once, and not in the comment at the top, which has some of the same words. */
    private static String replaced(String text, String replacement) {
        int at = DEFAULT.indexOf(text, DEFAULT.indexOf("\nprofiles:"));
        assertThat(at).as(text).isPositive();
        return DEFAULT.substring(0, at) + replacement + DEFAULT.substring(at + text.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "- a",
                "profiles: [",
                "profiles: !!javax.script.ScriptEngineManager []",
                "profiles: {a: 1, a: 2}",
                "a: &a [x,x,x,x,x,x,x,x,x]\nprofiles: *a",
            })
    void whatIsNotPlainDataIsRefused(String yaml) {
        assertThatThrownBy(() -> load(yaml)).isInstanceOf(InvalidProfilesException.class);
    }

    @Test
    void theShortcutAddsToProfileServer() throws IOException {
        Profiles profiles = load(DEFAULT.replace("autosign: []", "autosign: [a.example.org]"));
        Profiles more = profiles.withAutosign("*.dev.example.org, b.example.org");
        assertThat(more.find("server").orElseThrow().autosign())
                .extracting(NamePattern::text)
                .containsExactly("a.example.org", "*.dev.example.org", "b.example.org");
        assertThat(more.find("client")).isEqualTo(profiles.find("client"));
        assertThat(profiles.withAutosign(" ")).isSameAs(profiles);
        assertThatThrownBy(() -> profiles.withAutosign("a.example.org,"))
                .isInstanceOf(InvalidProfilesException.class)
                .hasMessageContaining("httpca.policy.autosign");
    }

    @Test
    void ownNamesGoIntoProfilesForServersAloneAndIntoTheirHash() throws IOException {
        Profiles profiles = load(DEFAULT);
        Profiles more = profiles.withOwnNames("CA.example.org, ::1");
        for (String name : List.of("server", "short-lived")) {
            Profile profile = more.find(name).orElseThrow();
            assertThat(profile.ownNames()).extracting(Identifier::value).containsExactly("ca.example.org", "::1");
            assertThat(profile.hash())
                    .isNotEqualTo(profiles.find(name).orElseThrow().hash());
        }
        assertThat(more.find("client")).isEqualTo(profiles.find("client"));
        assertThat(profiles.withOwnNames(" ")).isSameAs(profiles);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*.example.org", "a.example.org,", "a b", "http://ca.example.org"})
    void anOwnNameIsTheNameOfOneHost(String names) throws IOException {
        Profiles profiles = load(DEFAULT);
        assertThatThrownBy(() -> profiles.withOwnNames(names))
                .isInstanceOf(InvalidProfilesException.class)
                .hasMessageContaining("httpca.policy.own-names");
    }
}

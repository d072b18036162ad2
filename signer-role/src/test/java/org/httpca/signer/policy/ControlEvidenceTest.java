package org.httpca.signer.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.httpca.acme.evidence.AccountConsent;
import org.httpca.acme.evidence.ControlShown;
import org.httpca.acme.jws.AccountKey;
import org.httpca.acme.jws.FlattenedJws;
import org.httpca.acme.jws.JsonText;
import org.httpca.envelope.Identity;
import org.httpca.envelope.MessagingAuthority;
import org.httpca.envelope.MessagingTrust;
import org.httpca.message.MessageJson;
import org.httpca.message.RequestCertificate;
import org.httpca.message.Role;
import org.httpca.pki.Identifier;
import org.httpca.pki.Octets;
import org.httpca.signer.profile.Profiles;
import org.httpca.signer.testing.Commands;
import org.httpca.signer.testing.TestCsr;
import org.httpca.signer.testing.TestSigner;
import org.junit.jupiter.api.Test;

/** What evidence of control clears, and what none does: the web side can hand on evidence and make none. */
class ControlEvidenceTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final MessagingAuthority AUTHORITY =
            MessagingAuthority.create("test", Clock.offset(CLOCK, Duration.ofDays(-20)), new SecureRandom());
    private static final Identity WORKER = AUTHORITY.issue(Role.WORKER, "worker-1", Duration.ofDays(30));
    private static final ECKey ACCOUNT = key();
    private static final ECKey OTHER = key();
    private static final Octets CSR = TestCsr.forNames("www.example.org");
    private static final String FINALIZE = "https://ca.example.org/acme/order/1/finalize";

    private final MessagingTrust trust = MessagingTrust.of(AUTHORITY.certificate());

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String thumbprint(ECKey key) {
        return AccountKey.stored(key.toPublicJWK().toJSONString()).thumbprint();
    }

    private static ControlShown shown(ECKey key, String name, String method, Instant at) {
        return new ControlShown(
                "account-1",
                thumbprint(key),
                Identifier.parse(name).orElseThrow(),
                method,
                List.of("http://" + name + "/ at 192.0.2.1"),
                ControlShown.Caa.NOT_CHECKED,
                at);
    }

    private static String statement() {
        return shown(ACCOUNT, "www.example.org", "http-01", NOW).sign(WORKER);
    }

    private static String consent(ECKey key, String url, Octets csr) {
        try {
            JWSObject jws = new JWSObject(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .keyID("https://ca.example.org/acme/account/1")
                            .customParam("url", url)
                            .customParam("nonce", "n")
                            .build(),
                    new Payload("{\"csr\":\"" + JsonText.base64Url(csr.toArray()) + "\"}"));
            jws.sign(new ECDSASigner(key));
            String[] parts = jws.serialize().split("\\.");
            FlattenedJws flattened = FlattenedJws.read(MessageJson.mapper()
                    .valueToTree(Map.of("protected", parts[0], "payload", parts[1], "signature", parts[2])));
            return AccountConsent.evidence(AccountKey.stored(key.toPublicJWK().toJSONString()), flattened);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private PolicyVerdict verdict(String line, String... evidence) {
        Profiles profiles = TestSigner.profiles("", "[http-01, dns-01, tls-alpn-01, dns-account-01]", line);
        RequestCertificate asked = Commands.request(UUID.randomUUID(), "server", null, null, CSR, "www.example.org");
        return new Policy(
                        () -> profiles,
                        new Proofs(),
                        BlockedKeys.none(),
                        CompromisedKeys.none(),
                        OwnKeys.of(Map.of()),
                        issuer -> List.of(),
                        ReplacedCertificates.none(),
                        new ControlEvidence(() -> trust, "test", CLOCK),
                        CLOCK)
                .evaluate(Commands.withEvidence(Arrays.asList(evidence), asked));
    }

    private void refused(String why, String... evidence) {
        assertThat(verdict("[http-01]", evidence))
                .isInstanceOfSatisfying(
                        PolicyVerdict.Rejected.class,
                        rejected -> assertThat(rejected.problem().detail()).contains(why));
    }

    @Test
    void controlThatWasShownWithTheKeyThatAsksNeedsNobody() {
        PolicyVerdict verdict = verdict("[http-01]", consent(ACCOUNT, FINALIZE, CSR), statement());

        assertThat(verdict).isInstanceOf(PolicyVerdict.Cleared.class);
        assertThat(verdict.findings()).anySatisfy(finding -> {
            assertThat(finding.rule()).isEqualTo("control-of-names");
            assertThat(finding.reason()).contains("www.example.org by http-01");
        });
    }

    @Test
    void byAMethodThatTheProfileDoesNotNameAdministratorsDecide() {
        assertThat(verdict("[dns-01]", consent(ACCOUNT, FINALIZE, CSR), statement()))
                .isInstanceOf(PolicyVerdict.Held.class);
        assertThat(verdict("[]", consent(ACCOUNT, FINALIZE, CSR), statement())).isInstanceOf(PolicyVerdict.Held.class);
        assertThat(verdict("[http-01]")).as("none at all").isInstanceOf(PolicyVerdict.Held.class);
    }

    @Test
    void whatTheWebSideCanWriteIsNoEvidence() {
        Identity signer = AUTHORITY.issue(Role.SIGNER, "signer-1", Duration.ofDays(30));
        Identity stranger = MessagingAuthority.create("test", CLOCK, new SecureRandom())
                .issue(Role.WORKER, "worker-1", Duration.ofDays(30));
        ControlShown shown = shown(ACCOUNT, "www.example.org", "http-01", NOW);
        String word = consent(ACCOUNT, FINALIZE, CSR);

        refused("word of one account", statement());
        refused("Nothing shows control of 'www.example.org'", word);
        refused("not signed by a worker", word, shown.sign(signer));
        refused("not from the messaging CA", word, shown.sign(stranger));
        refused("compact JWS", word, "eyJ");
        refused("does not hold", word, damaged(statement()));
    }

    @Test
    void evidenceIsOfUseToTheKeyThatShowedItAndForOneCsr() {
        refused("by another key", consent(OTHER, FINALIZE, CSR), statement());
        refused("for another CSR", consent(ACCOUNT, FINALIZE, TestCsr.forNames("www.example.org")), statement());
        refused("something else than a finalize", consent(ACCOUNT, FINALIZE + "d", CSR), statement());
        refused("word of one account", consent(ACCOUNT, FINALIZE, CSR), consent(OTHER, FINALIZE, CSR), statement());
        refused("signature", consent(OTHER, FINALIZE, CSR).replace(jwk(OTHER), jwk(ACCOUNT)), statement());
        String elsewhere = shown(ACCOUNT, "example.org", "http-01", NOW).sign(WORKER);
        refused("Nothing shows control of 'www.example.org'", consent(ACCOUNT, FINALIZE, CSR), elsewhere);
        String wildcard = shown(ACCOUNT, "*.example.org", "dns-01", NOW).sign(WORKER);
        refused("Nothing shows control of 'www.example.org'", consent(ACCOUNT, FINALIZE, CSR), wildcard);
    }

    @Test
    void evidenceHasItsTime() {
        String word = consent(ACCOUNT, FINALIZE, CSR);
        Identity ending = AUTHORITY.issue(Role.WORKER, "worker-2", Duration.ofDays(19));

        refused(
                "days ago",
                word,
                shown(ACCOUNT, "www.example.org", "http-01", NOW.minus(Duration.ofDays(12)))
                        .sign(WORKER));
        refused(
                "still to come",
                word,
                shown(ACCOUNT, "www.example.org", "http-01", NOW.plus(Duration.ofHours(1)))
                        .sign(WORKER));
        refused(
                "was valid",
                word,
                shown(ACCOUNT, "www.example.org", "http-01", NOW.plus(Duration.ofHours(2)))
                        .sign(ending));
    }

    private static String damaged(String jws) {
        int at = jws.length() - 20;
        return jws.substring(0, at) + (jws.charAt(at) == 'A' ? 'B' : 'A') + jws.substring(at + 1);
    }

    private static String jwk(ECKey key) {
        return AccountKey.stored(key.toPublicJWK().toJSONString()).json();
    }
}

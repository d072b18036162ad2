package org.httpca.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.httpca.web.Http.Answer;
import org.httpca.web.openid.SimulatedProvider;
import org.httpca.web.openid.SimulatedProvider.IdToken;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ConfigurableApplicationContext;

/** A simulated provider, or whoever stands in its way, says in turn everything that must not be believed. */
class HostileProviderTest {
    private static final String UNTRUSTED = "The answer of simulated does not hold";
    private static SimulatedProvider provider;
    private static ConfigurableApplicationContext role;

    @BeforeAll
    static void start() throws Exception {
        provider = new SimulatedProvider();
        role = OpenIdBrowser.role("openid-hostile", provider.issuer(), List.of("ca-operators"));
        new OpenIdBrowser(OpenIdBrowser.http(role)).awaitProvider();
    }

    @AfterAll
    static void stop() {
        role.close();
        provider.close();
    }

    @ParameterizedTest(name = "an ID token {0}")
    @MethodSource("tokens")
    void noSuchIdTokenIsBelieved(String name, IdToken token) throws Exception {
        provider.says(token);
        refused(403, UNTRUSTED);
    }

    private static List<Arguments> tokens() {
        Map<String, IdToken> tokens = new LinkedHashMap<>();
        tokens.put("of another attempt", changed(claims -> claims.claim("nonce", "n".repeat(43))));
        tokens.put("without a nonce", changed(claims -> claims.claim("nonce", null)));
        tokens.put("for another client", changed(claims -> claims.audience("another")));
        tokens.put("for nobody", changed(claims -> claims.audience((String) null)));
        tokens.put(
                "for several, asked for by another",
                changed(claims -> claims.audience(List.of(SimulatedProvider.CLIENT, "another"))
                        .claim("azp", "another")));
        tokens.put("asked for by another", changed(claims -> claims.claim("azp", "another")));
        tokens.put("of another issuer", changed(claims -> claims.issuer("https://other.example")));
        tokens.put("of no issuer", changed(claims -> claims.issuer(null)));
        tokens.put("expired", changed(claims -> claims.expirationTime(in(-120))));
        tokens.put("without an end", changed(claims -> claims.expirationTime(null)));
        tokens.put("of the future", changed(claims -> claims.issueTime(in(600)).expirationTime(in(900))));
        tokens.put("of no time", changed(claims -> claims.issueTime(null)));
        tokens.put("of nobody", changed(claims -> claims.subject(null)));
        tokens.put("of an empty subject", changed(claims -> claims.subject("")));
        tokens.put("of a subject that is a number", changed(claims -> claims.claim("sub", 7)));
        tokens.put("with a nonce that is a list", changed(claims -> claims.claim("nonce", List.of("x"))));
        tokens.put(
                "for several, asked for by nobody",
                changed(claims -> claims.audience(List.of(SimulatedProvider.CLIENT, "another"))));
        tokens.put("that ends at no time", changed(claims -> claims.claim("exp", "tomorrow")));
        tokens.put(
                "without a bottom", (it, claims) -> raw(it, "{\"a\":" + "[".repeat(60_000) + "]".repeat(60_000) + "}"));
        tokens.put("of a subject in two lines", changed(claims -> claims.subject("a\ntoken:root")));
        tokens.put("of a subject without end", changed(claims -> claims.subject("a".repeat(256))));
        tokens.put("unsigned", (it, claims) -> new PlainJWT(claims.build()).serialize());
        tokens.put("with its signature cut off", (it, claims) -> {
            String token = SimulatedProvider.sign(it, claims);
            return token.substring(0, token.lastIndexOf('.') + 1);
        });
        tokens.put("with another's claims under its signature", HostileProviderTest::exchanged);
        tokens.put(
                "signed with the public key as a secret",
                (it, claims) ->
                        mac(it.key().toRSAPublicKey().getEncoded(), it.key().getKeyID(), claims));
        tokens.put(
                "signed with the public key's PEM as a secret",
                (it, claims) -> mac(
                        it.key().toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8),
                        it.key().getKeyID(),
                        claims));
        tokens.put(
                "signed with the client's secret",
                (it, claims) ->
                        mac(Arrays.copyOf(SimulatedProvider.SECRET.getBytes(StandardCharsets.UTF_8), 32), "", claims));
        RSAKey other = SimulatedProvider.fresh();
        tokens.put("signed by another key", (it, claims) -> SimulatedProvider.sign(other, other.getKeyID(), claims));
        tokens.put(
                "signed by another key under its name",
                (it, claims) -> SimulatedProvider.sign(other, it.key().getKeyID(), claims));
        tokens.put("that brings its key along", (it, claims) -> {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .jwk(other.toPublicJWK())
                            .build(),
                    claims.build());
            token.sign(new RSASSASigner(other));
            return token.serialize();
        });
        tokens.put("that is none", (it, claims) -> "x.y.z");
        tokens.put("that is missing", (it, claims) -> "");
        return tokens.entrySet().stream()
                .map(each -> Arguments.of(each.getKey(), each.getValue()))
                .toList();
    }

    @Test
    void aRotatedKeyIsFetchedAndTheFormerOneIsOver() throws Exception {
        provider.behave();
        assertThat(signIn().status()).isEqualTo(303);
        RSAKey former = provider.key();
        Thread.sleep(5100); // the keys are fetched twice in five seconds at most
        provider.rotate();
        assertThat(signIn().status()).isEqualTo(303);
        provider.says((it, claims) -> SimulatedProvider.sign(former, former.getKeyID(), claims));
        refused(403, UNTRUSTED);
    }

    @Test
    void aTokenEndpointThatIsSlowHugeRedirectingOrBrokenSignsNobodyIn() throws Exception {
        provider.behave();
        provider.answers("/elsewhere", exchange -> SimulatedProvider.send(exchange, 200, Map.of("id_token", "x")));
        provider.answers("/token", SimulatedProvider::drip);
        refused(503, "simulated does not answer");
        provider.answers("/token", SimulatedProvider::flood);
        refused(503, "simulated does not answer");
        provider.answers("/token", exchange -> SimulatedProvider.send(exchange, 500, Map.of()));
        refused(503, "simulated does not answer");
        provider.answers("/token", provider.redirectTo("/elsewhere"));
        refused(403, UNTRUSTED);
        provider.answers("/token", exchange -> SimulatedProvider.send(exchange, 200, Map.of("token_type", "Bearer")));
        refused(403, UNTRUSTED);
        provider.answers("/token", exchange -> SimulatedProvider.send(exchange, 400, Map.of("error", "a\nb")));
        refused(403, UNTRUSTED);
        provider.behave();
        assertThat(signIn().status()).isEqualTo(303);
    }

    private static Answer signIn() {
        OpenIdBrowser browser = new OpenIdBrowser(OpenIdBrowser.http(role));
        return browser.back(provider.signIn(browser.begin()));
    }

    private static void refused(int status, String text) throws Exception {
        OpenIdBrowser browser = new OpenIdBrowser(OpenIdBrowser.http(role));
        Answer answer = browser.back(provider.signIn(browser.begin()));
        PagePromises.kept(answer.text());
        assertThat(answer.text()).contains(text);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(browser.cookie("httpca-session")).isEmpty();
        assertThat(browser.isOperator()).isFalse();
    }

    private static IdToken changed(UnaryOperator<JWTClaimsSet.Builder> change) {
        return (it, claims) -> SimulatedProvider.sign(it, change.apply(claims));
    }

    private static String raw(SimulatedProvider it, String claims) throws Exception {
        JWSObject token = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(it.key().getKeyID())
                        .build(),
                new Payload(claims));
        token.sign(new RSASSASigner(it.key()));
        return token.serialize();
    }

    private static Date in(long seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private static String exchanged(SimulatedProvider it, JWTClaimsSet.Builder claims) throws Exception {
        String[] right = SimulatedProvider.sign(it, claims).split("\\.");
        String[] wrong =
                SimulatedProvider.sign(it, claims.subject("somebody-else")).split("\\.");
        return right[0] + "." + wrong[1] + "." + right[2];
    }

    private static String mac(byte[] secret, String keyId, JWTClaimsSet.Builder claims) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(keyId).build(), claims.build());
        token.sign(new MACSigner(secret));
        return token.serialize();
    }
}

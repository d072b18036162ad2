package org.httpca.web.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.httpca.web.openid.Outcome.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way to the provider and back (OpenID Connect Core 1.0, section 3.1). */
public class SignIn {
    /** Where the provider sends browsers back to, below the public URL. */
    public static final String CALLBACK = "/operator/openid";

    private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);
    /** So many threads may wait for the provider at once. */
    private static final int AT_ONCE = 8;

    private final String name;
    private final Provider provider;
    private final ClientID client;
    private final Scope scope;
    private final URI callback;
    private final CodeExchange codes;
    private final IdTokens tokens;
    private final SecureRandom random;
    private final Clock clock;
    private final Semaphore places = new Semaphore(AT_ONCE);

    SignIn(
            String name,
            Provider provider,
            ClientID client,
            Scope scope,
            URI callback,
            CodeExchange codes,
            IdTokens tokens,
            SecureRandom random,
            Clock clock) {
        this.name = name;
        this.provider = provider;
        this.client = client;
        this.scope = scope;
        this.callback = callback;
        this.codes = codes;
        this.tokens = tokens;
        this.random = random;
        this.clock = clock;
    }

    /** What the provider is called. */
    public String name() {
        return name;
    }

    /** Whether the provider answered when it was last looked at. */
    public boolean isThere() {
        return provider.known().isPresent();
    }

    /**
     * Begins an attempt of this browser.
     *
     * @param back what is wanted back when it is over
     * @return where the browser has to go; empty while the provider is away
     */
    public Optional<URI> begin(String back, HttpServletRequest request, HttpServletResponse response) {
        return provider.known().map(known -> {
            Attempt attempt = Attempt.begin(random, clock.instant(), back);
            AttemptCookie.set(request, response, attempt);
            return new AuthenticationRequest.Builder(ResponseType.CODE, scope, client, callback)
                    .endpointURI(known.metadata().getAuthorizationEndpointURI())
                    .state(attempt.state())
                    .nonce(attempt.nonce())
                    .codeChallenge(attempt.verifier(), CodeChallengeMethod.S256)
                    .build()
                    .toURI();
        });
    }

    /** The attempt that this browser has begun, and which is over now. */
    public Optional<Attempt> take(HttpServletRequest request, HttpServletResponse response) {
        Optional<Attempt> attempt = AttemptCookie.of(request);
        attempt.ifPresent(begun -> AttemptCookie.remove(request, response));
        return attempt.filter(begun -> begun.isFresh(clock.instant()));
    }

    /** Where a browser ends its session at the provider (OpenID Connect RP-Initiated Logout 1.0); empty where it cannot. */
    public Optional<URI> end() {
        return provider.known()
                .map(known -> known.metadata().getEndSessionEndpointURI())
                .map(endpoint -> new LogoutRequest(endpoint, null, null, client, null, null, null).toURI());
    }

    /**
     * Finds out who came back.
     *
     * @param answer the parameters that the provider sent by way of the browser
     */
    public Outcome finish(Attempt attempt, Map<String, String[]> answer) {
        if (answer.values().stream().anyMatch(values -> values.length != 1)
                || !attempt.isState(value(answer, "state"))) {
            return Outcome.failed(Reason.STALE);
        }
        Optional<Known> known = provider.known();
        if (known.isEmpty()) {
            return Outcome.failed(Reason.AWAY);
        }
        // RFC 9207, section 2.4: an answer of another provider's, mixed into this attempt
        String issuer = value(answer, "iss");
        boolean said = !issuer.isEmpty() || known.get().metadata().supportsAuthorizationResponseIssuerParam();
        if (said && !issuer.equals(provider.issuer().toString())) {
            LOG.warn(
                    "An answer that came by a browser is not the OpenID provider's: it does not name it as the issuer.");
            return Outcome.failed(Reason.UNTRUSTED);
        }
        if (answer.containsKey("error")) {
            LOG.warn("The OpenID provider signed nobody in: {}.", ErrorCode.of(value(answer, "error")));
            return Outcome.failed(Reason.DECLINED);
        }
        String code = value(answer, "code");
        return code.isEmpty() ? Outcome.failed(Reason.UNTRUSTED) : asOneOfFew(attempt, code, known.get());
    }

    private Outcome asOneOfFew(Attempt attempt, String code, Known known) {
        if (!places.tryAcquire()) {
            return Outcome.failed(Reason.BUSY);
        }
        try {
            return redeem(attempt, code, known);
        } finally {
            places.release();
        }
    }

    private Outcome redeem(Attempt attempt, String code, Known known) {
        try {
            JWT token = codes.redeem(code, attempt, known.metadata());
            return tokens.judged(tokens.checked(token, known, attempt.nonce()));
        } catch (CodeExchange.Refused e) {
            LOG.warn("The OpenID provider vouched for nobody. {}.", e.getMessage());
            return Outcome.failed(Reason.UNTRUSTED);
        } catch (BadJOSEException e) {
            LOG.warn("An ID token of the OpenID provider does not hold: {}", e.getMessage());
            return Outcome.failed(Reason.UNTRUSTED);
        } catch (IOException | JOSEException e) {
            LOG.warn("The OpenID provider cannot be asked: {}", e.getMessage());
            return Outcome.failed(Reason.AWAY);
        }
    }

    private static String value(Map<String, String[]> answer, String name) {
        String[] values = answer.get(name);
        return values == null ? "" : values[0];
    }
}

package org.httpca.web.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.httpca.web.settings.OpenId;
import org.jspecify.annotations.Nullable;

/** ID tokens, checked by OpenID Connect Core 1.0, section 3.1.3.7, and who is an operator by them. */
final class IdTokens {
    /** Signatures with the provider's private key. Neither none, nor a MAC with something that others know. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    /** Section 2: at most 255 ASCII characters. It stands in logs and audit entries. */
    private static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private static final int LONGEST_NAME = 100;

    private final URI issuer;
    private final ClientID client;
    private final OpenId.Operators operators;

    IdTokens(URI issuer, ClientID client, OpenId.Operators operators) {
        this.issuer = issuer;
        this.client = client;
        this.operators = operators;
    }

    /**
     * What an ID token says, once everything in it holds.
     *
     * @throws BadJOSEException if it does not hold
     * @throws JOSEException if that cannot be found out, for the provider's keys cannot be had
     */
    IDTokenClaimsSet checked(JWT token, Known provider, Nonce nonce) throws BadJOSEException, JOSEException {
        IDTokenValidator validator = new IDTokenValidator(
                new Issuer(issuer), client, new JWSVerificationKeySelector<>(ALGORITHMS, provider.keys()), null);
        IDTokenClaimsSet claims = validator.validate(token, nonce);
        // The library takes a number for a text; large numbers of several people would become one.
        boolean text = token instanceof SignedJWT signed
                && signed.getPayload().toJSONObject().get(IDTokenClaimsSet.SUB_CLAIM_NAME) instanceof String;
        if (!text || !SUBJECT.matcher(subject(claims)).matches()) {
            throw new BadJOSEException("The sub is not of 1 to 255 printing ASCII characters.");
        }
        // Steps 4 and 5, which the library leaves to us: whom it was made for, where there are several
        Object party = claims.getClaim(IDTokenClaimsSet.AZP_CLAIM_NAME);
        boolean several = claims.getAudience().size() > 1;
        if (party == null ? several : !party.equals(client.getValue())) {
            throw new BadJOSEException("The azp is not this client.");
        }
        return claims;
    }

    /** Whom they make an operator, or whom they do not. */
    Outcome judged(IDTokenClaimsSet claims) {
        List<String> granted = values(claims.getClaim(operators.claim()))
                .filter(operators.values()::contains)
                .distinct()
                .toList();
        String name = displayName(claims);
        return granted.isEmpty()
                ? new Outcome.NoOperator(name)
                : new Outcome.Vouched(new Identity(issuer.toString(), subject(claims), name, granted));
    }

    private static String subject(IDTokenClaimsSet claims) {
        return claims.getClaim(IDTokenClaimsSet.SUB_CLAIM_NAME) instanceof String subject ? subject : "";
    }

    private static Stream<String> values(@Nullable Object claim) {
        return claim instanceof Collection<?> several
                ? several.stream().filter(String.class::isInstance).map(String.class::cast)
                : claim instanceof String one ? Stream.of(one) : Stream.of();
    }

    private static String cut(String name) {
        return name.codePointCount(0, name.length()) > LONGEST_NAME
                ? name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME))
                : name;
    }

    private static String displayName(IDTokenClaimsSet claims) {
        return Stream.of("name", "preferred_username", "email")
                .map(claims::getClaim)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(name -> !name.isBlank() && name.indexOf('\0') < 0)
                .map(IdTokens::cut)
                .findFirst()
                .orElseGet(() -> subject(claims));
    }
}

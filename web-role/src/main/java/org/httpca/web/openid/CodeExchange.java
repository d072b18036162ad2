package org.httpca.web.openid;

import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives an authorization code back to the provider, for an ID token (OpenID Connect Core 1.0, section 3.1.3). */
final class CodeExchange {
    private static final int FAULTS = 500;

    private final ClientID client;
    private final @Nullable Secret secret;
    private final URI callback;
    private final Transport transport;

    CodeExchange(ClientID client, @Nullable Secret secret, URI callback, Transport transport) {
        this.client = client;
        this.secret = secret;
        this.callback = callback;
        this.transport = transport;
    }

    /**
     * The ID token, not checked in any way.
     *
     * @throws IOException if the provider is away
     * @throws Refused if it gives none
     */
    JWT redeem(String code, Attempt attempt, OIDCProviderMetadata metadata) throws IOException, Refused {
        AuthorizationCodeGrant grant =
                new AuthorizationCodeGrant(new AuthorizationCode(code), callback, attempt.verifier());
        var answer = request(metadata, grant).toHTTPRequest().send(transport);
        if (answer.getStatusCode() >= FAULTS) {
            throw new IOException("its token endpoint answers " + answer.getStatusCode());
        }
        try {
            TokenResponse response = OIDCTokenResponseParser.parse(answer);
            if (!response.indicatesSuccess()) {
                throw new Refused("The token endpoint says "
                        + ErrorCode.of(
                                response.toErrorResponse().getErrorObject().getCode()));
            }
            JWT token = ((OIDCTokenResponse) response.toSuccessResponse())
                    .getOIDCTokens()
                    .getIDToken();
            if (token == null) {
                throw new Refused("The token endpoint gave no ID token");
            }
            return token;
        } catch (ParseException e) {
            // its message may repeat what was read, which may be a token
            throw new Refused("The token endpoint's answer " + answer.getStatusCode() + " cannot be read");
        }
    }

    private TokenRequest request(OIDCProviderMetadata metadata, AuthorizationCodeGrant grant) {
        URI endpoint = metadata.getTokenEndpointURI();
        if (secret == null) {
            return new TokenRequest.Builder(endpoint, client, grant).build();
        }
        List<ClientAuthenticationMethod> methods = metadata.getTokenEndpointAuthMethods();
        boolean inTheBody = methods != null
                && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST);
        ClientAuthentication authentication =
                inTheBody ? new ClientSecretPost(client, secret) : new ClientSecretBasic(client, secret);
        return new TokenRequest.Builder(endpoint, authentication, grant).build();
    }

    /** The provider answers, and gives nothing. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }
}

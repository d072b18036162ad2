package org.httpca.web.openid;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.httpca.web.settings.OpenId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The provider, as it was when it was last looked at: pages never wait for it. One that does not answer as it should is away. */
final class Provider {
    private static final Logger LOG = LoggerFactory.getLogger(Provider.class);
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration KEYS_KEPT = Duration.ofMinutes(15);
    /** Within it the keys are fetched twice at most, whatever ID tokens name. */
    private static final Duration BETWEEN_KEYS = Duration.ofSeconds(5);

    private final URI issuer;
    private final Duration timeout;
    private final Transport transport;
    private final Clock clock;
    private volatile @Nullable Known known;
    private @Nullable String fault;

    Provider(URI issuer, OpenId settings, Transport transport, Clock clock) {
        this.issuer = issuer;
        this.timeout = settings.timeout();
        this.transport = transport;
        this.clock = clock;
    }

    /** Empty while it is away. */
    Optional<Known> known() {
        return Optional.ofNullable(known);
    }

    URI issuer() {
        return issuer;
    }

    Transport transport() {
        return transport;
    }

    /** Asks it for what it says of itself, unless that was a short time ago. */
    void look() {
        Known before = known;
        if (before != null && before.at().plus(FRESH).isAfter(clock.instant())) {
            return;
        }
        try {
            OIDCProviderMetadata metadata = checked(OIDCProviderMetadata.parse(transport.get(discovery())));
            known = new Known(metadata, keys(metadata, before), clock.instant());
            if (before == null) {
                LOG.info("The OpenID provider {} answers.", issuer);
            }
            fault = null;
        } catch (IOException | ParseException | RuntimeException e) {
            known = null;
            String said = String.valueOf(e.getMessage());
            if (!said.equals(fault)) {
                LOG.warn(
                        "The OpenID provider {} cannot be used: {}. Operators sign in with tokens meanwhile.",
                        issuer,
                        said);
            }
            fault = said;
        }
    }

    private URI discovery() {
        return URI.create(issuer.toString().replaceFirst("/$", "") + "/.well-known/openid-configuration");
    }

    private OIDCProviderMetadata checked(OIDCProviderMetadata metadata) throws IOException {
        // Another issuer's document would have us trust another's keys (OpenID Connect Discovery 1.0, section 4.3).
        if (!issuer.toString().equals(metadata.getIssuer().getValue())) {
            throw new IOException("it calls itself " + metadata.getIssuer().getValue());
        }
        usable("authorization_endpoint", metadata.getAuthorizationEndpointURI());
        usable("token_endpoint", metadata.getTokenEndpointURI());
        usable("jwks_uri", metadata.getJWKSetURI());
        if (metadata.getEndSessionEndpointURI() != null) {
            usable("end_session_endpoint", metadata.getEndSessionEndpointURI());
        }
        return metadata;
    }

    private static void usable(String what, @Nullable URI address) throws IOException {
        if (address == null || !OpenId.isSafe(address)) {
            throw new IOException("its " + what + " is neither https nor on this machine");
        }
    }

    private JWKSource<SecurityContext> keys(OIDCProviderMetadata metadata, @Nullable Known before) throws IOException {
        URI address = metadata.getJWKSetURI();
        if (before != null && Objects.equals(before.metadata().getJWKSetURI(), address)) {
            return before.keys();
        }
        return JWKSourceBuilder.<SecurityContext>create(address.toURL(), transport)
                .cache(KEYS_KEPT.toMillis(), 2 * timeout.toMillis())
                .refreshAheadCache(false)
                .rateLimited(BETWEEN_KEYS.toMillis())
                .build();
    }
}

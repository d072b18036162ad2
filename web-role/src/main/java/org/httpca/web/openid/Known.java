package org.httpca.web.openid;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.time.Instant;

/**
 * What the provider says of itself (OpenID Connect Discovery 1.0, section 3), and its keys.
 *
 * @param keys fetched when they are needed, kept for a while, and again for a key that is not among them
 */
record Known(OIDCProviderMetadata metadata, JWKSource<SecurityContext> keys, Instant at) {}

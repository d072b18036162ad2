package org.httpca.message;

import java.util.UUID;
import org.httpca.pki.Octets;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that the web side has. It speaks for itself by its issuer's signature; whose request it answered, the web side says.
 *
 * @param requestId null if nobody requested it
 * @param issuer the issuer's short name
 * @param certificate DER
 */
public record KnownCertificate(@Nullable UUID requestId, String issuer, Octets certificate) {}

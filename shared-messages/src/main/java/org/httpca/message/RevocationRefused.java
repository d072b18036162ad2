package org.httpca.message;

import java.util.UUID;
import org.httpca.problem.Problem;

/** The signer did not revoke or release, for this reason. The wish is answered by it, once and for all. */
public record RevocationRefused(UUID revocationId, String issuer, String serial, Problem problem) implements Event {}

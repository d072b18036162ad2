package org.httpca.message;

import java.util.UUID;
import org.httpca.problem.Problem;

/** The signer does not certify this responder, for this reason. The wish is answered by it, once and for all. */
public record ResponderCertificateRefused(UUID responderId, String issuer, Problem problem) implements Event {}

package org.httpca.web.acme.order;

import org.httpca.acme.problem.AcmeProblemType;
import org.httpca.acme.problem.AcmeRefusedException;
import org.httpca.problem.Problem;

/** The refusals of issuing, under the names that RFC 8555 (section 6.7) has for them. */
final class Refused {
    private Refused() {}

    static AcmeRefusedException of(Problem problem) {
        AcmeProblemType type = switch (problem.type()) {
            case BAD_CSR, REQUEST_TOO_LARGE -> AcmeProblemType.BAD_CSR;
            case BAD_PUBLIC_KEY -> AcmeProblemType.BAD_PUBLIC_KEY;
            case REJECTED_IDENTIFIER -> AcmeProblemType.REJECTED_IDENTIFIER;
            case UNKNOWN_PROFILE -> AcmeProblemType.INVALID_PROFILE;
            case UNSUPPORTED_IDENTIFIER -> AcmeProblemType.UNSUPPORTED_IDENTIFIER;
            case FORBIDDEN, REJECTED_BY_ADMINISTRATOR -> AcmeProblemType.UNAUTHORIZED;
            case TOO_MANY -> AcmeProblemType.RATE_LIMITED;
            case SERVER_INTERNAL, UNAVAILABLE, TAMPERED -> AcmeProblemType.SERVER_INTERNAL;
            default -> AcmeProblemType.MALFORMED;
        };
        return AcmeRefusedException.of(type, problem.detail());
    }
}

package org.httpca.acme.problem;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.httpca.acme.problem.AcmeProblem.Subproblem;
import org.jspecify.annotations.Nullable;

/** Ends an exchange with a problem document; no fault, so it has no stack trace. */
public final class AcmeRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient AcmeProblem problem;
    private final @Nullable String location;
    private final @Nullable Duration retryAfter;

    private AcmeRefusedException(AcmeProblem problem, @Nullable String location) {
        this(problem, location, null);
    }

    private AcmeRefusedException(AcmeProblem problem, @Nullable String location, @Nullable Duration retryAfter) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
        this.location = location;
        this.retryAfter = retryAfter;
    }

    public static AcmeRefusedException of(AcmeProblemType type, String detail) {
        return new AcmeRefusedException(new AcmeProblem(type, detail), null);
    }

    /** With another status than the type's own. */
    public static AcmeRefusedException of(AcmeProblemType type, int status, String detail) {
        return new AcmeRefusedException(new AcmeProblem(type, status, detail, List.of(), Map.of()), null);
    }

    public static AcmeRefusedException with(AcmeProblemType type, String detail, Map<String, Object> more) {
        return new AcmeRefusedException(new AcmeProblem(type, type.status(), detail, List.of(), more), null);
    }

    /** For several identifiers, each with its own reason. */
    public static AcmeRefusedException of(AcmeProblemType type, String detail, List<Subproblem> subproblems) {
        return new AcmeRefusedException(new AcmeProblem(type, type.status(), detail, subproblems, Map.of()), null);
    }

    /** 409, with the address of what is in the way (RFC 8555, section 7.3.5). */
    public static AcmeRefusedException conflict(String detail, String location) {
        return new AcmeRefusedException(
                new AcmeProblem(AcmeProblemType.MALFORMED, 409, detail, List.of(), Map.of()), location);
    }

    /** 429, with the time after which it is taken again (RFC 8555, section 6.6). */
    public static AcmeRefusedException rateLimited(String detail, Duration retryAfter) {
        return new AcmeRefusedException(new AcmeProblem(AcmeProblemType.RATE_LIMITED, detail), null, retryAfter);
    }

    public AcmeProblem problem() {
        return problem;
    }

    /** An absolute address for {@code Location}; null for none. */
    public @Nullable String location() {
        return location;
    }

    /** For {@code Retry-After}; null for none. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}

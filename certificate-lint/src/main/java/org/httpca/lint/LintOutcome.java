package org.httpca.lint;

import java.util.List;
import java.util.Objects;

/**
 * What the linter decided. There is a permit exactly where no finding is an {@link Severity#ERROR}.
 *
 * @param <P> {@link IssuancePermit} or {@link CrlPermit}
 */
public sealed interface LintOutcome<P> {

    /** Everything that was found, in the order of the lints. */
    List<Finding> findings();

    /**
     * It may be signed.
     *
     * @param permit good for one signature
     * @param findings none of them an ERROR
     */
    record Permitted<P>(P permit, List<Finding> findings) implements LintOutcome<P> {
        public Permitted {
            Objects.requireNonNull(permit);
            findings = List.copyOf(findings);
            if (anyError(findings)) {
                throw new IllegalArgumentException("an error permits nothing");
            }
        }
    }

    /**
     * It must not be signed.
     *
     * @param findings at least one of them an ERROR
     */
    record Stopped<P>(List<Finding> findings) implements LintOutcome<P> {
        public Stopped {
            findings = List.copyOf(findings);
            if (!anyError(findings)) {
                throw new IllegalArgumentException("only an error stops");
            }
        }
    }

    private static boolean anyError(List<Finding> findings) {
        for (Finding finding : findings) {
            if (finding.severity() == Severity.ERROR) {
                return true;
            }
        }
        return false;
    }
}

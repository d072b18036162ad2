package org.httpca.signer.profile;

import java.util.List;
import org.httpca.pki.Identifier;
import org.httpca.pki.NameKind;

/**
 * A pattern for DNS names that need no approval. Compared label by label, where {@code *} stands for exactly one label: never as
 * a regular expression, and never for a wildcard name (its hosts are unknown) or an IP address.
 */
public record NamePattern(String text) {

    /** @throws IllegalArgumentException if a name could not match it */
    public NamePattern {
        for (String label : text.split("\\.", -1)) {
            if (!label.equals("*") && !isLabel(label)) {
                throw new IllegalArgumentException(
                        "is no pattern: labels of lower-case letters, digits and hyphens, or '*' for exactly one label");
            }
        }
    }

    public boolean matches(Identifier name) {
        if (NameKind.of(name) != NameKind.DNS) {
            return false;
        }
        List<String> pattern = List.of(text.split("\\.", -1));
        List<String> labels = List.of(name.value().split("\\.", -1));
        if (pattern.size() != labels.size()) {
            return false;
        }
        for (int i = 0; i < labels.size(); i++) {
            if (!pattern.get(i).equals("*") && !pattern.get(i).equals(labels.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLabel(String label) {
        Identifier probe =
                Identifier.dns(label + ".example") instanceof org.httpca.problem.Result.Passed<Identifier> passed
                        ? passed.value()
                        : null;
        return probe != null && probe.value().equals(label + ".example") && label.indexOf('.') < 0;
    }
}

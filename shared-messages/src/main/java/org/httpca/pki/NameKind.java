package org.httpca.pki;

import java.util.List;
import java.util.Locale;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/** The kinds of name that a profile can allow, and by whose words it is published. */
public enum NameKind {
    DNS("DNS names"),
    WILDCARD("wildcard names"),
    SUFFIX_WILDCARD("wildcard names right under a public suffix"),
    IP("IP addresses"),
    SPECIAL_IP("unspecified, multicast, link-local or reserved IP addresses");

    private final String plural;

    NameKind(String plural) {
        this.plural = plural;
    }

    public static NameKind of(Identifier identifier) {
        if (identifier.type() == Identifier.Type.IP) {
            return SpecialAddresses.contain(identifier) ? SPECIAL_IP : IP;
        }
        if (!identifier.wildcard()) {
            return DNS;
        }
        return PublicSuffixes.contain(identifier.value().substring(2)) ? SUFFIX_WILDCARD : WILDCARD;
    }

    /** As it stands in profiles: {@code suffix-wildcard}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What is wrong with the first name of a kind that the profile does not allow; null if all are allowed. */
    public static @Nullable Problem refusal(String profile, List<String> allowedLabels, Iterable<Identifier> names) {
        for (Identifier name : names) {
            NameKind kind = of(name);
            if (!allowedLabels.contains(kind.label())) {
                return new Problem(
                        ProblemType.REJECTED_IDENTIFIER,
                        "Profile '" + profile + "' takes no " + kind.plural + " such as '" + name.value()
                                + "'. It takes " + String.join(", ", allowedLabels) + ".");
            }
        }
        return null;
    }
}

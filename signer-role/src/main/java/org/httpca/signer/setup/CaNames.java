package org.httpca.signer.setup;

import java.util.List;
import java.util.Set;
import org.httpca.signer.issuer.Issuer;

/** The short names of CAs: each stands in addresses and in the names of files, for one key for ever. */
final class CaNames {
    /** The first issuer and its root; and the file of their chain, which users install. */
    private static final Set<String> TAKEN = Set.of(Issuer.ISSUING, Issuer.ROOT, "chain");

    /** What the root above an issuer is called that has no name of its own. */
    private static final String ROOT_ABOVE = "-" + Issuer.ROOT;

    private CaNames() {}

    static String rootAbove(String issuer) {
        return issuer + ROOT_ABOVE;
    }

    static void mustBeName(String name) {
        if (!Issuer.isName(name)) {
            throw new IllegalArgumentException("'" + name
                    + "' is no short name: it has lower-case letters, digits and hyphens. Nothing was changed.");
        }
    }

    /** @throws IllegalArgumentException for a name that a CA of this installation has, or may come to have by itself */
    static void mustBeFree(String name, List<SignerCa> signers, OperatorRoots roots) {
        mustBeName(name);
        if (name.endsWith(ROOT_ABOVE)) {
            throw new IllegalArgumentException("'" + name + "' is what the root above '"
                    + name.substring(0, name.length() - ROOT_ABOVE.length())
                    + "' is called: choose another name. Nothing was changed.");
        }
        if (TAKEN.contains(name)
                || roots.names().contains(name)
                || signers.stream().anyMatch(signer -> signer.knows(name))) {
            throw new IllegalArgumentException("There is a CA '" + name + "' already. Nothing was changed.");
        }
    }
}

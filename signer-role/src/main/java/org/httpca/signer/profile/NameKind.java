package org.httpca.signer.profile;

import java.util.Locale;
import org.httpca.pki.Identifier;

/** The kinds of name that a profile can allow. */
public enum NameKind {
    DNS,
    WILDCARD,
    IP;

    public static NameKind of(Identifier identifier) {
        if (identifier.type() == Identifier.Type.IP) {
            return IP;
        }
        return identifier.wildcard() ? WILDCARD : DNS;
    }

    /** As it stands in the file. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package org.httpca.lint.subject;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;

/** The extensions of entries: most are one of a few reasons, again and again, and are read once. Used by one thread. */
final class KnownExtensions {
    private static final int MOST = 32;

    private final Map<ASN1Encodable, ReadExtensions> known = new LinkedHashMap<>();

    ReadExtensions of(ASN1Encodable encoded) {
        ReadExtensions found = known.get(encoded);
        if (found == null) {
            found = ReadExtensions.of(encoded);
            if (known.size() < MOST) {
                known.put(encoded, found);
            }
        }
        return found;
    }
}

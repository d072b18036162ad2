package org.httpca.approval;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.httpca.pki.RevocationReason;

/** The names of RFC 5280, section 5.3.1, that {@code revoke --reason} takes. Picocli makes one for help and completion. */
final class ReasonNames implements Iterable<String> {
    private static final List<String> ALL = Arrays.stream(RevocationReason.values())
            .filter(RevocationReason::isForSubscribers)
            .map(RevocationReason::label)
            .toList();

    static String joined() {
        return String.join(", ", ALL);
    }

    @Override
    public Iterator<String> iterator() {
        return ALL.iterator();
    }
}

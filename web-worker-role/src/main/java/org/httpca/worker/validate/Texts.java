package org.httpca.worker.validate;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/** TXT records, each with its strings put together (RFC 7208, section 3.3 has the custom). */
final class Texts {
    private static final int MOST_OCTETS = 4096;

    private final Dns dns;

    Texts(Dns dns) {
        this.dns = dns;
    }

    /**
     * Those of a name.
     *
     * @param where the name, and what it is an alias of
     */
    record Found(String where, List<String> texts) {}

    Found at(String name, Deadline deadline) {
        Dns.Found found = dns.lookup(name, Type.TXT, deadline);
        String owner = found.owner().toString(true);
        String where = owner.equalsIgnoreCase(name) ? name : name + " (an alias of " + owner + ")";
        return new Found(
                where,
                found.records().stream()
                        .map(record -> text((TXTRecord) record))
                        .flatMap(Optional::stream)
                        .toList());
    }

    /** What is longer is none of ours. */
    private static Optional<String> text(TXTRecord record) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (Object part : record.getStringsAsByteArrays()) {
            octets.writeBytes((byte[]) part);
        }
        return octets.size() > MOST_OCTETS ? Optional.empty() : Optional.of(octets.toString(StandardCharsets.UTF_8));
    }
}

package org.httpca.signer.setup;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.httpca.envelope.RevocationList;

/** The identities for a terminal: a line for each, and whether everybody at hand has heard of what was revoked. */
final class IdentityTable {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneOffset.UTC);

    private IdentityTable() {}

    static String of(Identities identities, Instant now) {
        List<String> lines = new ArrayList<>();
        lines.add(line("INSTANCE", "STATE", "ENDS", "DAYS", "SHA-256", "SERIAL"));
        for (KnownIdentity known : identities.all()) {
            lines.add(line(
                    known.instance(),
                    known.state().text(),
                    DATE.format(known.notAfter()),
                    known.state().isTaken()
                            ? String.valueOf(
                                    Duration.between(now, known.notAfter()).toDays())
                            : "-",
                    known.sha256().substring(0, 16),
                    known.serial()));
        }
        RevocationList newest = identities.revocations();
        lines.add("");
        lines.add("Whoever reads " + Identities.AUTHORITY + " takes these, but for those that its " + Identities.LIST
                + " revokes:");
        identities.machines().forEach(machine -> {
            RevocationList list = identities.revocationsIn(machine);
            boolean current = list != null && list.number().equals(newest.number());
            lines.add("  " + machine.getFileName() + ": "
                    + (current
                            ? "its list is the newest"
                            : "its list is NOT the newest: copy " + identities.list() + " there"));
        });
        return String.join("\n", lines);
    }

    private static String line(String instance, String state, String ends, String days, String sha256, String serial) {
        return String.format("%-12s %-10s %-10s %5s  %-16s  %s", instance, state, ends, days, sha256, serial)
                .stripTrailing();
    }
}

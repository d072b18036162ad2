package org.httpca.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.httpca.pki.Octets;
import org.httpca.pki.RevocationReason;
import org.junit.jupiter.api.Test;

class LogEntryTest {
    private static final Octets SHA256 = Octets.of(new byte[] {1}).sha256();
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void itIsReadAsItWasWritten() {
        List<LogEntry> all = List.of(
                LogEntry.issued(SHA256),
                LogEntry.revoked(SHA256, AT, RevocationReason.CERTIFICATE_HOLD),
                LogEntry.revoked(SHA256, AT.plusNanos(1000), RevocationReason.AFFILIATION_CHANGED),
                LogEntry.released(SHA256, AT),
                LogEntry.responder(SHA256),
                LogEntry.missing(SHA256));
        for (LogEntry entry : all) {
            assertThat(LogEntry.of(entry.text())).contains(entry);
            assertThat(entry.text()).hasSizeLessThan(LogEntry.LONGEST);
        }
        assertThat(all.get(1).text())
                .isEqualTo("revoked 4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a"
                        + " 2026-11-22T10:00:00Z certificateHold");
    }

    @Test
    void itIsFoundByTheFirst64BitsOfTheHash() {
        assertThat(LogEntry.key(SHA256)).as("stored in databases").isEqualTo(0x4bf5122f344554c5L);
        assertThat(LogEntry.key(Octets.ofHex("ff".repeat(32)))).isEqualTo(-1);
    }

    @Test
    void nothingElseIsOne() {
        String hash = SHA256.hex();
        for (String text : List.of(
                "",
                "issued",
                "issued ",
                "issued " + hash.substring(2),
                "issued " + hash + " ",
                "issued " + hash + "\n",
                "issued " + hash + " 2026-11-22T10:00:00Z",
                "Issued " + hash,
                "issued " + hash.toUpperCase(java.util.Locale.ROOT),
                "issued " + "g".repeat(64),
                "renewed " + hash,
                "revoked " + hash,
                "revoked " + hash + " 2026-11-22T10:00:00Z",
                "revoked " + hash + " 2026-11-22T10:00:00Z stolen",
                "revoked " + hash + " 2026-11-22T11:00:00+01:00 superseded",
                "revoked " + hash + " yesterday superseded",
                "released " + hash + " 2026-11-22T10:00:00Z superseded",
                "issued " + hash + " ".repeat(LogEntry.LONGEST))) {
            assertThat(LogEntry.of(text)).as(text).isEmpty();
        }
    }
}

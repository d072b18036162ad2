package org.httpca.approval.issuing;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.httpca.approval.database.SignerDatabase;
import org.httpca.approval.terminal.Times;
import org.jspecify.annotations.Nullable;

/**
 * The row of {@code issuing}, for display: only the signer, who has the key of its MAC, knows whether it is genuine.
 *
 * @param missing the row is gone; signers halt then
 * @param sequence the number of the order that made it so
 */
public record Issuing(
        boolean halted,
        boolean missing,
        long sequence,
        @Nullable String administrator,
        @Nullable String reason,
        @Nullable Instant at) {

    public static Issuing read(SignerDatabase database) {
        Issuing read = database.first(
                "select halted, sequence, administrator, reason, at from issuing where id = 1",
                row -> new Issuing(
                        row.truth("halted"),
                        false,
                        row.number("sequence"),
                        row.textOrNull("administrator"),
                        row.textOrNull("reason"),
                        row.instantOrNull("at")));
        return read == null ? new Issuing(true, true, 0, null, null, null) : read;
    }

    /** Such as {@code halted by mary at …: why}. */
    public String words() {
        if (missing) {
            return "HALTED: its state is gone from the signer's database";
        }
        if (at == null) {
            return halted ? "HALTED" : "running";
        }
        String who = " by " + administrator + " at " + Times.at(at);
        String why = reason == null || reason.isEmpty() ? "" : ": " + reason;
        return (halted ? "HALTED" + who : "running, resumed" + who) + why;
    }

    /** For {@code --json}. */
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("halted", halted);
        map.put("administrator", administrator);
        map.put("reason", reason);
        map.put("at", at == null ? null : at.toString());
        return map;
    }
}

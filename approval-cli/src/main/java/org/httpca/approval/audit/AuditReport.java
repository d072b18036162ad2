package org.httpca.approval.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.httpca.approval.log.SignersDatabase;
import org.jspecify.annotations.Nullable;

/**
 * What a check of the whole audit log, and of what it says of certificates and keys, found.
 *
 * @param checkpoints those in the database itself
 * @param seen those that the web side has seen; null if it was not asked
 * @param log the published log of certificates, with its entries counted
 * @param certificates the signer's tables against that log; null if it has no entries
 * @param revocations the table {@code revocation} against the log
 * @param blockedKeys the table {@code blocked_key} against the log
 */
public record AuditReport(
        List<ChainReport> chains,
        CheckpointReport checkpoints,
        @Nullable CheckpointReport seen,
        CheckpointReport log,
        SignersDatabase.@Nullable Report certificates,
        ComparisonReport revocations,
        ComparisonReport blockedKeys) {
    public AuditReport {
        chains = List.copyOf(chains);
    }

    /** Does everything hold? */
    public boolean holds() {
        return isLogWhole()
                && (certificates == null || certificates.different() == 0)
                && revocations.holds()
                && blockedKeys.holds();
    }

    /** Does the log itself hold, whatever the tables say? */
    public boolean isLogWhole() {
        return checkpoints.firstBreak() == null
                && log.firstBreak() == null
                && (seen == null || seen.firstBreak() == null)
                && chains.stream().allMatch(chain -> chain.firstBreak() == null);
    }

    /** For {@code --json}. */
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("ok", holds());
        map.put("chains", chains.stream().map(AuditReport::chain).toList());
        map.put("checkpoints", signed(checkpoints));
        map.put("seen", seen == null ? null : signed(seen));
        map.put("log", signed(log));
        map.put("certificates", certificates == null ? null : certificates.toMap());
        map.put("revocations", revocations.toMap());
        map.put("blockedKeys", blockedKeys.toMap());
        return map;
    }

    private static Map<String, @Nullable Object> signed(CheckpointReport report) {
        Map<String, @Nullable Object> signed = new LinkedHashMap<>();
        signed.put("count", report.checkpoints());
        signed.put("firstBreak", report.firstBreak());
        return signed;
    }

    private static Map<String, @Nullable Object> chain(ChainReport chain) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("chain", chain.last().chain());
        map.put("entries", chain.entries());
        map.put("lastSequence", chain.last().sequence());
        map.put("lastHash", chain.last().hash().hex());
        map.put("firstBreak", chain.firstBreak());
        return map;
    }
}

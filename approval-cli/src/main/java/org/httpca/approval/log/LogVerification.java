package org.httpca.approval.log;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.httpca.log.ConsistencyProof;
import org.httpca.log.Frontier;
import org.httpca.log.LogEntry;
import org.httpca.log.TreeHash;
import org.httpca.log.TreeHead;
import org.jspecify.annotations.Nullable;

/** Checks a published log: its signed head, that it has only grown since another head of it was seen, and all of its entries. */
final class LogVerification {
    private final PublishedLog log;
    private final TreeHead head;
    private final @Nullable TreeHead remembered;

    /** @param remembered a verified one of before; null if there is none */
    LogVerification(PublishedLog log, TreeHead head, @Nullable TreeHead remembered) {
        this.log = log;
        this.head = head;
        this.remembered = remembered;
    }

    /** @param firstBreak a sentence; null if all holds */
    record Whole(Map<LogEntry.Kind, Long> counts, @Nullable String firstBreak) {}

    /** Whether the remembered log is the beginning of this one, by a proof. */
    @Nullable
    String growthBreak() {
        TreeHead before = remembered;
        if (before == null || before.size() == 0) {
            return null;
        }
        if (before.size() > head.size()) {
            return shorter(before);
        }
        ConsistencyProof proof = log.consistency(before.size(), head.size());
        return proof.holds(before.root(), head.root()) ? null : changed(before);
    }

    /**
     * Reads all entries, and hashes them again.
     *
     * @param each is given them in their order
     */
    Whole whole(Consumer<LogEntry> each) {
        Map<LogEntry.Kind, Long> counts = new EnumMap<>(LogEntry.Kind.class);
        TreeHead before = remembered;
        if (before != null && before.size() > head.size()) {
            return new Whole(counts, shorter(before));
        }
        Frontier tree = Frontier.empty();
        while (tree.size() < head.size()) {
            List<String> page = log.entries(tree.size());
            if (page.isEmpty()) {
                return new Whole(counts, "entry " + tree.size() + " is missing, and the head counts " + head.size());
            }
            for (String text : page) {
                if (tree.size() == head.size()) {
                    break; // younger than the head
                }
                LogEntry entry = LogEntry.of(text).orElse(null);
                if (entry == null) {
                    return new Whole(counts, "entry " + tree.size() + " cannot be read");
                }
                each.accept(entry);
                counts.merge(entry.kind(), 1L, Long::sum);
                tree.add(TreeHash.leaf(text));
                if (before != null
                        && tree.size() == before.size()
                        && !tree.root().equals(before.root())) {
                    return new Whole(counts, changed(before));
                }
            }
        }
        return new Whole(
                counts, tree.root().equals(head.root()) ? null : "the entries are not those of the signed head");
    }

    private String shorter(TreeHead before) {
        return "it has " + head.size() + " entries, and had " + before.size() + " at " + before.at();
    }

    private static String changed(TreeHead before) {
        return "its first " + before.size() + " entries are not those that were seen at " + before.at();
    }
}

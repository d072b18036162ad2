package org.httpca.signer.administrator;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.httpca.order.Administrators;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whom this signer takes for an administrator, read again before orders are counted: nobody restarts a signer to be rid of
 * somebody. A folder that cannot be read stops the counting (the orders wait), it does not bring yesterday's administrators back.
 */
public final class KnownAdministrators {

    private static final Logger LOG = LoggerFactory.getLogger(KnownAdministrators.class);

    private final Supplier<Administrators> source;
    private volatile Administrators now;
    private Administrators told;

    private KnownAdministrators(Supplier<Administrators> source) {
        this.source = source;
        this.now = source.get();
        this.told = now;
    }

    /** @param source reads them, and throws if it cannot */
    public static KnownAdministrators of(Supplier<Administrators> source) {
        return new KnownAdministrators(source);
    }

    public Administrators now() {
        return now;
    }

    /** Reads them again. The change is told to the next who asks for it with {@link #readAgain}. */
    public synchronized Administrators fresh() {
        Administrators read = source.get();
        Change change = Change.between(now.fingerprints(), read.fingerprints());
        if (!change.isNone()) {
            LOG.warn("The administrators have changed: {}.", change.detail());
        }
        now = read;
        return read;
    }

    /** Reads them again, and says what is different since this was called last. */
    public synchronized Change readAgain() {
        Administrators read = fresh();
        Change change = Change.between(told.fingerprints(), read.fingerprints());
        told = read;
        return change;
    }

    /** @param added fingerprints by name, of new administrators and of new keys; @param removed the same of the old ones */
    public record Change(SortedMap<String, String> added, SortedMap<String, String> removed) {

        static Change between(Map<String, String> before, Map<String, String> after) {
            return new Change(missing(after, before), missing(before, after));
        }

        private static SortedMap<String, String> missing(Map<String, String> in, Map<String, String> from) {
            SortedMap<String, String> missing = new TreeMap<>(in);
            missing.entrySet().removeIf(key -> key.getValue().equals(from.get(key.getKey())));
            return missing;
        }

        public boolean isNone() {
            return added.isEmpty() && removed.isEmpty();
        }

        /** For the audit. */
        public Map<String, ?> detail() {
            return Map.of("added", added, "removed", removed);
        }
    }
}

package org.httpca.envelope;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.httpca.pki.FollowedFiles;
import org.jspecify.annotations.Nullable;

/** Whom an instance believes, as its files say it now: who revokes somebody restarts nobody. */
public final class LiveTrust extends FollowedFiles<MessagingTrust> {

    private LiveTrust(List<Path> files, Supplier<MessagingTrust> read) {
        super(files, read, (before, after) -> after.objectionAfter(before));
    }

    /** Of the same files, and throwing the same, as {@link MessagingTrust#read}. */
    public static LiveTrust of(Path certificates, @Nullable Path lists) {
        List<Path> all = lists == null ? List.of(certificates) : List.of(certificates, lists);
        return new LiveTrust(all, () -> MessagingTrust.read(certificates, lists));
    }
}

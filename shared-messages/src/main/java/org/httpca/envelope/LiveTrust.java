package org.httpca.envelope;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.httpca.pki.FollowedFiles;
import org.jspecify.annotations.Nullable;

/** Whom an instance believes, as its files say it now: who revokes somebody restarts nobody. */
public final class LiveTrust implements Supplier<MessagingTrust> {

    private final FollowedFiles<MessagingTrust> files;

    private LiveTrust(FollowedFiles<MessagingTrust> files) {
        this.files = files;
    }

    /** Of the same files, and throwing the same, as {@link MessagingTrust#read}. */
    public static LiveTrust of(Path certificates, @Nullable Path lists) {
        List<Path> all = new ArrayList<>(List.of(certificates));
        Optional.ofNullable(lists).ifPresent(all::add);
        return new LiveTrust(new FollowedFiles<>(
                all, () -> MessagingTrust.read(certificates, lists), (before, after) -> after.objectionAfter(before)));
    }

    @Override
    public MessagingTrust get() {
        return files.get();
    }

    /** Looks at the files. */
    public Optional<FollowedFiles.Change<MessagingTrust>> refresh() {
        return files.refresh();
    }

    /** Why the files are not what counts; null while they are. */
    public @Nullable String fault() {
        return files.fault();
    }
}

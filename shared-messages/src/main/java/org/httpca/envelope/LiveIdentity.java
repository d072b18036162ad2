package org.httpca.envelope;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.httpca.pki.FollowedFiles;
import org.jspecify.annotations.Nullable;

/** Who an instance is, as its files say it now: a renewed identity is taken up while the instance runs. */
public final class LiveIdentity extends FollowedFiles<Identity> {

    private LiveIdentity(List<Path> files, Supplier<Identity> read, Succession<Identity> succession) {
        super(files, read, succession);
    }

    /**
     * Reads it for the first time.
     *
     * @param files which of them is replaced first does not matter
     * @param read opens the identity in them
     * @param trust whether others will believe a renewed one
     */
    public static LiveIdentity of(
            List<Path> files, Supplier<Identity> read, Supplier<MessagingTrust> trust, Clock clock) {
        return new LiveIdentity(files, read, (before, after) -> objection(before, after, trust.get(), clock));
    }

    private static @Nullable String objection(Identity before, Identity after, MessagingTrust trust, Clock clock) {
        Instant now = clock.instant();
        if (!after.toString().equals(before.toString())) {
            return "it is the identity of " + after + ", not of " + before;
        }
        if (!now.isBefore(after.notAfter())
                || now.isBefore(after.certificate().getNotBefore().toInstant())) {
            return "its certificate is not valid at this time";
        }
        return trust.vouchesFor(after.certificate()) ? null : "the messaging CA does not vouch for it";
    }
}

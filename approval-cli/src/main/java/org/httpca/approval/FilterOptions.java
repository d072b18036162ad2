package org.httpca.approval;

import java.time.Duration;
import org.httpca.approval.request.Filter;
import org.httpca.approval.terminal.Times;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say which of the waiting requests are meant. */
final class FilterOptions {
    @Option(names = "--profile", paramLabel = "NAME", description = "of this profile")
    private @Nullable String profile;

    @Option(
            names = "--requester",
            paramLabel = "TEXT",
            description = "with this text in the requester's name or address, or in the principal")
    private @Nullable String requester;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "for this name only; .example.org: only for names that end so")
    private @Nullable String name;

    @Option(names = "--contains", paramLabel = "TEXT", description = "with this text in one of the names")
    private @Nullable String contains;

    @Option(names = "--source", paramLabel = "ADDRESS", description = "from this client address")
    private @Nullable String source;

    @Option(
            names = "--older-than",
            paramLabel = "AGE",
            converter = Age.class,
            description = "received longer ago: 30s, 15m, 8h, 3d")
    private @Nullable Duration olderThan;

    @Option(names = "--newer-than", paramLabel = "AGE", converter = Age.class, description = "received less long ago")
    private @Nullable Duration newerThan;

    @Option(names = "--claimed", description = "claimed by an administrator; --no-claimed: by nobody", negatable = true)
    private @Nullable Boolean claimed;

    Filter filter() {
        return new Filter(profile, requester, name, contains, source, olderThan, newerThan, claimed);
    }

    /** {@code 30s}, {@code 15m}, {@code 8h}, {@code 3d}. */
    static final class Age implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            Duration age = Times.parse(text);
            if (age == null) {
                throw new TypeConversionException("an age is a number with s, m, h or d behind it, such as 8h");
            }
            return age;
        }
    }
}

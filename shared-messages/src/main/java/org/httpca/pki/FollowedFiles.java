package org.httpca.pki;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is made of some files, and made anew when their content changes. What cannot be read, or may not take the place of what
 * counts, changes nothing: the value from before stays, {@link #fault()} says why, and each look tries again, so that files
 * which belong together may be replaced one after the other.
 */
public class FollowedFiles<T> implements Supplier<T> {

    private static final int MAX_OCTETS = 4 * 1024 * 1024;

    /** Says why what was read may not take the place of what counts. */
    @FunctionalInterface
    public interface Succession<T> {
        /** @return null if it may */
        @Nullable
        String objection(T before, T after);
    }

    /** What was exchanged. */
    public record Change<T>(T before, T after) {}

    private final List<Path> files;
    private final Supplier<T> read;
    private final Succession<T> succession;
    private volatile T now;
    private volatile @Nullable String fault;
    private @Nullable Octets content;

    /**
     * Reads them for the first time.
     *
     * @param read makes the value; throws what it likes where it cannot
     */
    public FollowedFiles(List<Path> files, Supplier<T> read, Succession<T> succession) {
        this.files = List.copyOf(files);
        this.read = read;
        this.succession = succession;
        this.content = contentOrNull();
        this.now = read.get();
    }

    @Override
    public final T get() {
        return now;
    }

    /** Why the files are not what counts; null while they are. */
    public final @Nullable String fault() {
        return fault;
    }

    /** Looks at the files. Cheap while they are the same; one thread at a time. @return the change, if there was one */
    public final synchronized Optional<Change<T>> refresh() {
        try {
            Octets found = content();
            if (Objects.equals(found, content)) {
                fault = null;
                return Optional.empty();
            }
            T before = now;
            T after = read.get();
            if (!found.equals(content())) {
                return Optional.empty(); // somebody is writing: the next look sees all of it
            }
            String objection = succession.objection(before, after);
            if (objection != null) {
                fault = objection;
                return Optional.empty();
            }
            now = after;
            content = found;
            fault = null;
            return Optional.of(new Change<>(before, after));
        } catch (IOException | RuntimeException e) {
            fault = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return Optional.empty();
        }
    }

    private @Nullable Octets contentOrNull() {
        try {
            return content();
        } catch (IOException e) {
            return null; // whoever reads it says so better
        }
    }

    private Octets content() throws IOException {
        MessageDigest digest = Sha256.begin();
        for (Path file : files) {
            if (Files.size(file) > MAX_OCTETS) {
                throw new IOException(file + " is larger than " + MAX_OCTETS + " octets");
            }
            digest.update(Sha256.of(Files.readAllBytes(file)));
        }
        return Octets.of(digest.digest());
    }
}

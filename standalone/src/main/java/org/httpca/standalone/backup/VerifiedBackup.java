package org.httpca.standalone.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.httpca.message.MessageJson;
import org.httpca.start.SchemaVersion;
import tools.jackson.core.JacksonException;

/** A back-up of which every part was found to be there and undamaged, in a form that this release can restore. */
public final class VerifiedBackup {
    private static final long MAX_MANIFEST = 4L << 20;
    private static final Pattern PATH = Pattern.compile("(?!.*(?:^|/)\\.\\.?(?:/|$))[^/\\p{Cntrl}][^\\p{Cntrl}]*");
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
    private static final Pattern MODE = Pattern.compile("(?:[r-][w-][x-]){3}");
    private static final Pattern VERSION = Pattern.compile("[0-9]{1,9}(?:\\.[0-9]{1,9}){0,5}");

    private final Path root;
    private final Manifest manifest;

    private VerifiedBackup(Path root, Manifest manifest) {
        this.root = root;
        this.manifest = manifest;
    }

    public Manifest manifest() {
        return manifest;
    }

    Path root() {
        return root;
    }

    /**
     * Reads every part once.
     *
     * @throws IllegalStateException with a sentence: foreign, newer, or damaged, and what of it
     */
    public static VerifiedBackup of(Path folder, Progress progress) {
        Path root = folder.toAbsolutePath().normalize();
        try {
            Manifest manifest = read(root);
            Set<String> listed = new HashSet<>(Set.of(Backup.MANIFEST, Backup.MANIFEST + ".sha256"));
            for (Manifest.Stored part : parts(manifest).toList()) {
                verify(root, part);
                if (!listed.add(part.path())) {
                    throw damaged(root, part.path() + " is listed twice");
                }
            }
            try (Stream<Path> there = Files.walk(root)) {
                Optional<String> more = there.filter(Files::isRegularFile)
                        .map(file -> root.relativize(file).toString())
                        .filter(file -> !listed.contains(file))
                        .findFirst();
                if (more.isPresent()) {
                    throw damaged(root, more.get() + " is not one of its parts");
                }
            }
            progress.say("verified: " + (listed.size() - 2) + " parts, " + (manifest.octets() >> 10) + " KiB, taken "
                    + manifest.takenAt() + " by HttpCA " + manifest.httpca());
            return new VerifiedBackup(root, manifest);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The back-up " + root + " cannot be read: " + e.getMessage() + ". Take another one.", e);
        }
    }

    private static Stream<Manifest.Stored> parts(Manifest manifest) {
        return Stream.concat(
                manifest.databases().stream()
                        .flatMap(database -> database.tables().stream().map(Manifest.Table::file)),
                manifest.files().stream());
    }

    private static Manifest read(Path root) throws IOException {
        Path file = root.resolve(Backup.MANIFEST);
        Path sum = root.resolve(Backup.MANIFEST + ".sha256");
        if (!Files.isRegularFile(file) || !Files.isRegularFile(sum)) {
            throw new IllegalStateException(
                    root + " is no back-up of HttpCA: it has no " + Backup.MANIFEST + " with its checksum.");
        }
        if (Files.size(file) > MAX_MANIFEST || Files.size(sum) > 200) {
            throw damaged(root, Backup.MANIFEST + " is longer than it can be");
        }
        if (!Files.readString(sum).startsWith(StoredFile.sha256(file) + " ")) {
            throw damaged(root, Backup.MANIFEST + " is not what was written");
        }
        try {
            int format = MessageJson.mapper()
                    .readTree(Files.readString(file))
                    .path("format")
                    .asInt(0);
            if (format != Manifest.FORMAT) {
                throw new IllegalStateException(
                        "The back-up " + root + " has format " + format + ", and this release knows " + Manifest.FORMAT
                                + ": restore it with the release that made it.");
            }
            Manifest manifest = MessageJson.mapper().readValue(Files.readString(file), Manifest.class);
            check(root, manifest);
            return manifest;
        } catch (JacksonException | NullPointerException e) {
            throw damaged(root, Backup.MANIFEST + " cannot be read");
        }
    }

    private static void check(Path root, Manifest manifest) {
        for (Manifest.Database database : manifest.databases()) {
            Side side = Side.ofFolder(database.side())
                    .orElseThrow(() -> damaged(root, "it has a database that is none of HttpCA's"));
            if (!VERSION.matcher(database.schema()).matches()) {
                throw damaged(root, "a schema has no version");
            }
            if (SchemaVersion.of(database.schema()).compareTo(side.newest()) > 0) {
                throw new IllegalStateException("The back-up " + root + " is of a newer release (schema "
                        + database.schema() + " of the " + database.side() + "; this release knows "
                        + side.newest() + "): restore it with HttpCA " + manifest.httpca() + " or newer.");
            }
            for (Manifest.Table table : database.tables()) {
                boolean plain = NAME.matcher(table.name()).matches()
                        && table.columns().stream()
                                .allMatch(column -> NAME.matcher(column).matches())
                        && table.file().path().equals(database.side() + "/" + table.name() + ".copy.gz");
                if (!plain) {
                    throw damaged(root, "a table has a name that is none");
                }
            }
        }
        for (Manifest.Stored file : manifest.files()) {
            if (!PATH.matcher(file.path()).matches()
                    || !file.path().startsWith(Belongings.FOLDER + "/")
                    || !MODE.matcher(file.mode()).matches()) {
                throw damaged(root, "a file has a name that leads elsewhere");
            }
        }
    }

    private static void verify(Path root, Manifest.Stored part) throws IOException {
        Path file = root.resolve(part.path());
        if (!Files.isRegularFile(file)) {
            throw damaged(root, part.path() + " is missing");
        }
        if (Files.size(file) != part.octets() || !StoredFile.sha256(file).equals(part.sha256())) {
            throw damaged(root, part.path() + " is not what was written");
        }
    }

    private static IllegalStateException damaged(Path root, String what) {
        return new IllegalStateException(
                "The back-up " + root + " is damaged: " + what + ". Nothing was changed; take another one.");
    }

    /** The schema of each side in it. */
    public List<String> sides() {
        return manifest.databases().stream().map(Manifest.Database::side).toList();
    }
}

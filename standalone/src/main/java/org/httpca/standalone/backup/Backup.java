package org.httpca.standalone.backup;

import static org.httpca.standalone.backup.Manifest.FORMAT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.httpca.message.MessageJson;
import tools.jackson.databind.SerializationFeature;

/** Makes a back-up: a folder that is whole once it has its name. */
public final class Backup {
    static final String MANIFEST = "manifest.json";

    private final Clock clock;
    private final String release;
    private final Progress progress;

    /** @param release the version of this program */
    public Backup(Clock clock, String release, Progress progress) {
        this.clock = clock;
        this.release = release;
        this.progress = progress;
    }

    /**
     * Copies databases and files into a new folder.
     *
     * @param standalone whether these are a whole data folder
     * @param databases in any order
     * @param folders keys and configuration, by the names that they get
     * @throws IllegalStateException with a sentence if something is in the way; then nothing is left behind
     */
    public Manifest make(Path goal, boolean standalone, List<OwnedDatabase> databases, Map<String, Path> folders) {
        Path whole = goal.toAbsolutePath().normalize();
        Path draft = whole.resolveSibling("." + whole.getFileName() + ".unfinished");
        try {
            if (!PrivateFolders.isFree(whole)) {
                throw new IllegalStateException(
                        whole + " is not empty. A back-up gets a folder of its own: name one that does not exist yet.");
            }
            delete(draft); // of a back-up that was killed
            PrivateFolders.make(draft);
            Manifest manifest = fill(draft, standalone, databases, folders);
            write(draft, manifest);
            Files.deleteIfExists(whole);
            Files.move(draft, whole, StandardCopyOption.ATOMIC_MOVE);
            return manifest;
        } catch (IOException e) {
            throw new UncheckedIOException("The back-up was not made: " + e.getMessage(), e);
        } catch (SQLException e) {
            throw new IllegalStateException("The back-up was not made: " + e.getMessage(), e);
        } finally {
            delete(draft);
        }
    }

    private Manifest fill(Path draft, boolean standalone, List<OwnedDatabase> databases, Map<String, Path> folders)
            throws IOException, SQLException {
        Deque<Snapshot> snapshots = new ArrayDeque<>();
        try {
            List<OwnedDatabase> ordered = databases.stream()
                    .sorted(Comparator.comparing(OwnedDatabase::side))
                    .toList();
            for (OwnedDatabase database : ordered) {
                snapshots.add(Snapshot.of(database));
            }
            Instant takenAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            List<Manifest.Stored> files = Belongings.copy(folders, draft);
            progress.say("keys and configuration: " + files.size() + " files");
            List<Manifest.Database> copied = new ArrayList<>();
            for (Snapshot snapshot : snapshots) {
                copied.add(snapshot.writeTo(draft, progress));
            }
            return new Manifest(FORMAT, release, takenAt, standalone, copied, files);
        } finally {
            for (Snapshot snapshot : snapshots) {
                snapshot.close();
            }
        }
    }

    private static void write(Path root, Manifest manifest) throws IOException {
        byte[] json = (MessageJson.mapper()
                                .rebuild()
                                .enable(SerializationFeature.INDENT_OUTPUT)
                                .build()
                                .writeValueAsString(manifest)
                        + "\n")
                .getBytes(StandardCharsets.UTF_8);
        String sum;
        try (StoredFile file = StoredFile.create(root, MANIFEST)) {
            file.out().write(json);
            sum = file.done("rw-------").sha256();
        }
        // in the form of sha256sum, which anybody can check
        try (StoredFile file = StoredFile.create(root, MANIFEST + ".sha256")) {
            file.out().write((sum + "  " + MANIFEST + "\n").getBytes(StandardCharsets.US_ASCII));
            file.done("rw-------");
        }
    }

    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be deleted: " + e.getMessage(), e);
        }
    }
}

package org.httpca.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.httpca.embedded.postgresql.DatabaseServer;
import org.httpca.signer.setup.Installation;
import org.httpca.signer.setup.Plan;
import org.httpca.standalone.backup.Backup;
import org.httpca.standalone.backup.Manifest;
import org.httpca.standalone.backup.OwnedDatabase;
import org.httpca.standalone.backup.PrivateFolders;
import org.httpca.standalone.backup.Progress;
import org.httpca.standalone.backup.Restore;
import org.httpca.standalone.backup.Side;
import org.httpca.standalone.backup.VerifiedBackup;

/** A standalone's data folder into a back-up, and out of it. */
final class DataFolderBackup {
    /**
     * What is not kept as files: the server's own (its rows are copied), the broker's (whatever is lost with it is said again), logs,
     * and what each start writes anew.
     */
    private static final Set<String> LEFT_OUT = Set.of("postgresql", "broker", "logs", "lock");

    private static final String DATABASE_URL = "web/database-url";

    private final Parts parts;
    private final Progress progress;

    DataFolderBackup(Parts parts, Progress progress) {
        this.parts = parts;
        this.progress = progress;
    }

    /** Running or not: what runs is not disturbed, what does not run has its database started for as long as it takes. */
    Manifest make(Backup backup, Path goal, Path data) {
        if (Installation.find(data).isEmpty()) {
            throw new IllegalStateException(
                    "There is no installation in " + data + ". Name its folder with --data DIR.");
        }
        try {
            Path real = data.toRealPath();
            if (goal.toAbsolutePath().normalize().startsWith(real)) {
                throw new IllegalStateException("A back-up does not belong into the data folder " + real
                        + ": it would be lost with it. Name a folder elsewhere.");
            }
            if (DataFolder.isInUse(real)) {
                return backup.make(goal, true, databases(runningUrl(real), real), folders(real));
            }
            progress.say("not running: its database is started for the copy");
            try (DataFolder held = DataFolder.open(real);
                    DatabaseServer server = parts.database(held.resolve("postgresql"))) {
                String url = Databases.start(server, held.path()).webUrl();
                return backup.make(goal, true, databases(url, real), folders(real));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Into a folder that is new or empty, which is there once it is whole. */
    void restore(VerifiedBackup backup, Path data) {
        if (!backup.manifest().standalone()) {
            throw new IllegalStateException("This is no back-up of a data folder, but of "
                    + String.join(" and ", backup.sides())
                    + ": restore it with --database FOLDER, and --into DIR for the files.");
        }
        Path whole = data.toAbsolutePath().normalize();
        Path draft = whole.resolveSibling("." + whole.getFileName() + ".unfinished");
        try {
            refuseWhatIsThere(whole);
            if (Files.exists(draft)) {
                Trees.delete(draft); // of a restore that was killed
            }
            Restore restore = new Restore(backup, progress);
            restore.files(draft);
            try (DatabaseServer server = parts.database(draft.resolve("postgresql"))) {
                for (OwnedDatabase database :
                        databases(Databases.start(server, draft).webUrl(), draft)) {
                    restore.check(database);
                    restore.database(database);
                }
            }
            Files.deleteIfExists(whole);
            Files.move(draft, whole, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("The back-up was not restored: " + e.getMessage(), e);
        }
    }

    private static void refuseWhatIsThere(Path whole) throws IOException {
        if (!PrivateFolders.isFree(whole)) {
            throw new IllegalStateException(
                    whole
                            + " is not empty, and nothing is overwritten. Move it away, or restore into another folder with --data DIR.");
        }
    }

    private static String runningUrl(Path data) {
        try {
            return Files.readString(data.resolve(DATABASE_URL)).strip();
        } catch (IOException e) {
            throw new IllegalStateException(
                    data + " is in use, and has no address of a database yet. Wait until it has started.", e);
        }
    }

    private static List<OwnedDatabase> databases(String webUrl, Path data) {
        String signerUrl = webUrl.substring(0, webUrl.lastIndexOf('/') + 1) + Plan.SIGNER_DATABASE;
        return List.of(
                OwnedDatabase.ofStandalone(Side.WEB, webUrl, data.resolve("web")),
                OwnedDatabase.ofStandalone(Side.SIGNER, signerUrl, data.resolve("signer")));
    }

    private static Map<String, Path> folders(Path data) throws IOException {
        Map<String, Path> kept = new TreeMap<>();
        try (Stream<Path> entries = Files.list(data)) {
            entries.filter(entry -> !LEFT_OUT.contains(entry.getFileName().toString()))
                    .filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .forEach(entry -> kept.put(entry.getFileName().toString(), entry));
        }
        return kept;
    }
}

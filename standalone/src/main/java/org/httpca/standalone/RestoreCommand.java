package org.httpca.standalone;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.httpca.standalone.backup.OwnedDatabase;
import org.httpca.standalone.backup.PrivateFolders;
import org.httpca.standalone.backup.Restore;
import org.httpca.standalone.backup.RestoredMark;
import org.httpca.standalone.backup.VerifiedBackup;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./httpca restore}: a back-up into a new data folder, or into empty databases. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Restores a back-up into a new data folder, or, with --database, into databases without tables.",
            "Every part is verified before anything is touched, and nothing is overwritten."
        })
final class RestoreCommand implements Callable<Integer> {

    @Parameters(index = "0", arity = "0..1", paramLabel = "BACKUP", description = "The back-up's folder.")
    private @Nullable Path backup;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data folder to be made; must be empty or not exist (default: data).")
    private @Nullable Path data;

    @Option(
            names = "--database",
            paramLabel = "FOLDER",
            description =
                    "Instead of --data: the database that setup's folder web-database or signer-database names; may be repeated.")
    private List<Path> databases = List.of();

    @Option(
            names = "--into",
            paramLabel = "DIR",
            description = "Where the kept folders of a production topology are put; must be empty or not exist.")
    private @Nullable Path into;

    @Option(names = "--json", description = "Say what was restored as JSON.")
    private boolean json;

    @Option(names = "--parts", hidden = true, converter = StartCommand.PartsConverter.class)
    private Parts parts = Parts.EMBEDDED;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path folder = backup;
        boolean production = !databases.isEmpty() || into != null;
        if (folder == null || data != null && production) {
            throw new ParameterException(
                    spec.commandLine(), "Name the back-up, and either --data or --database and --into: see --help.");
        }
        BackupOutput output = BackupOutput.start(json, System.out, System.err);
        VerifiedBackup verified = VerifiedBackup.of(folder, output.progress());
        Path goal;
        if (production) {
            goal = into;
            restoreNamed(new Restore(verified, output.progress()));
        } else {
            goal = data == null ? Path.of("data") : data;
            new DataFolderBackup(parts, output.progress()).restore(verified, goal);
        }
        output.tell("Restored", goal == null ? folder : goal, verified.manifest());
        if (!json) {
            System.out.println(
                    production
                            ? "Start the roles. The signer asks the web side what was issued since, and signs nothing before it knows."
                            : "Start it with: ./httpca start --data " + goal
                                    + "  (and never the old one beside it: both would be the same CA)");
        }
        return 0;
    }

    private void restoreNamed(Restore restore) throws IOException {
        Path goal = into;
        if (goal != null && !PrivateFolders.isFree(goal)) {
            throw new IllegalStateException(goal + " is not empty, and nothing is overwritten. Name another folder.");
        }
        List<OwnedDatabase> named =
                databases.stream().map(OwnedDatabase::ofFolder).toList();
        named.forEach(restore::check);
        if (goal != null) {
            restore.files(goal);
        }
        named.forEach(restore::database);
    }

    /** {@code restore mark}. */
    @Command(
            name = "mark",
            mixinStandardHelpOptions = true,
            description = "Says in a signer's database that it was restored by other means than this command.")
    int mark(
            @Option(
                            names = "--database",
                            required = true,
                            paramLabel = "FOLDER",
                            description = "The folder signer-database that setup made.")
                    Path folder,
            @Option(
                            names = "--undo",
                            description = "Take the mark away: sign, although nobody can say what was issued since.")
                    boolean undo) {
        BackupOutput.start(false, System.out, System.err);
        OwnedDatabase database = OwnedDatabase.ofFolder(folder);
        if (undo) {
            RestoredMark.remove(database);
            System.out.println(
                    "The mark is gone. The signer signs within seconds, and does not wait for the web side.");
        } else {
            RestoredMark.set(database, null);
            System.out.println(
                    "Marked. The signer asks the web side what was issued since, and signs nothing before it knows.");
        }
        return 0;
    }
}

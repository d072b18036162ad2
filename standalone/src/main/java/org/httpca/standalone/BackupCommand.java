package org.httpca.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.httpca.standalone.backup.Backup;
import org.httpca.standalone.backup.Manifest;
import org.httpca.standalone.backup.OwnedDatabase;
import org.httpca.standalone.backup.VerifiedBackup;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./httpca backup}: both databases, keys and configuration into one folder, running or not; {@code backup verify}. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Copies an installation into a new folder: databases, keys and configuration, consistent with each other, while it runs or not.",
            "The copy has the keys as they are: keep it as safe as them."
        })
final class BackupCommand implements Callable<Integer> {

    @Parameters(index = "0", arity = "0..1", paramLabel = "GOAL", description = "The folder to be made.")
    private @Nullable Path goal;

    @Option(names = "--data", paramLabel = "DIR", description = "The data folder of a standalone (default: data).")
    private @Nullable Path data;

    @Option(
            names = "--database",
            paramLabel = "FOLDER",
            description =
                    "Instead of --data: the database that setup's folder web-database or signer-database names; may be repeated.")
    private List<Path> databases = List.of();

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description =
                    "With --database: a folder of that side that is kept as well, such as signer; may be repeated.")
    private List<Path> folders = List.of();

    @Option(names = "--json", description = "Say what was made as JSON.")
    private boolean json;

    @Option(names = "--parts", hidden = true, converter = StartCommand.PartsConverter.class)
    private Parts parts = Parts.EMBEDDED;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        Path folder = goal;
        if (folder == null) {
            throw new ParameterException(spec.commandLine(), "Name the folder to be made.");
        }
        if (data != null && !databases.isEmpty() || databases.isEmpty() && !folders.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "Either --data, or --database (with --folder): see --help.");
        }
        BackupOutput output = BackupOutput.start(json, System.out, System.err);
        Backup backup = new Backup(Clock.systemUTC(), Launcher.Version.release(), output.progress());
        Manifest made = databases.isEmpty()
                ? new DataFolderBackup(parts, output.progress())
                        .make(backup, folder, data == null ? Path.of("data") : data)
                : backup.make(
                        folder,
                        false,
                        databases.stream().map(OwnedDatabase::ofFolder).toList(),
                        named(folders));
        output.tell("The back-up is whole", folder, made);
        return 0;
    }

    private Map<String, Path> named(List<Path> all) {
        Map<String, Path> named = new LinkedHashMap<>();
        for (Path each : all) {
            Path real = each.toAbsolutePath().normalize();
            if (!Files.isDirectory(real) || named.putIfAbsent(real.getFileName().toString(), real) != null) {
                throw new ParameterException(
                        spec.commandLine(),
                        each + " is no folder, or the second of its name: --folder takes folders of different names.");
            }
        }
        return named;
    }

    /** {@code backup verify}. */
    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Reads every part of a back-up and compares it with the manifest.")
    int verify(
            @Parameters(paramLabel = "BACKUP", description = "The back-up's folder.") Path backup,
            @Option(names = "--json", description = "Say what it has as JSON.") boolean asJson) {
        BackupOutput output = BackupOutput.start(asJson, System.out, System.err);
        output.tell(
                "The back-up holds",
                backup,
                VerifiedBackup.of(backup, line -> {}).manifest());
        return 0;
    }
}

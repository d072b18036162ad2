package org.httpca.approval.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.httpca.approval.exit.CommandFailed;
import org.httpca.approval.exit.ExitCode;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one administrator, out of {@code approval.yml}. Relative paths are relative to the file's folder.
 *
 * @param databaseUrl the signer's database, as a JDBC URL ({@code database.url})
 * @param databaseUser the narrow login of the approval CLI ({@code database.user})
 * @param databasePasswordFile a file that holds its password ({@code database.password-file})
 * @param keystore the administrator's signing identity, PKCS#12 ({@code identity.keystore}); null where it is in a token
 * @param passphraseFile a file that holds the keystore's passphrase ({@code identity.passphrase-file}); null where it is in a token
 * @param keyInToken where it is in a token; null where it is in the keystore
 * @param installation the name that the role identities carry ({@code installation})
 * @param messagingCa the CA of the role identities, PEM ({@code messaging-ca}); signed checkpoints are checked with it
 */
public record Settings(
        String databaseUrl,
        String databaseUser,
        Path databasePasswordFile,
        @Nullable Path keystore,
        @Nullable Path passphraseFile,
        @Nullable KeyInToken keyInToken,
        String installation,
        Path messagingCa) {
    /** The file's name in a configuration folder. */
    public static final String FILE = "approval.yml";

    /** Reads {@code approval.yml} of a folder; a missing or unclear one ends the command with what to do. */
    public static Settings read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new CommandFailed(
                    ExitCode.ERROR,
                    "No settings at " + file + ": start HttpCA once with ./httpca start, or name the folder with --data"
                            + " or --config.");
        }
        SettingsFile values = SettingsFile.read(file);
        Function<String, Path> path = key -> folder.resolve(values.text(key));
        KeyInToken token = KeyInToken.of(values, folder);
        return new Settings(
                values.text("database.url"),
                values.text("database.user"),
                path.apply("database.password-file"),
                token == null ? path.apply("identity.keystore") : null,
                token == null ? path.apply("identity.passphrase-file") : null,
                token,
                values.text("installation"),
                path.apply("messaging-ca"));
    }
}

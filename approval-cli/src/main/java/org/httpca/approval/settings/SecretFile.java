package org.httpca.approval.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.httpca.approval.exit.CommandFailed;
import org.httpca.approval.exit.ExitCode;

/** A file with one secret on its first line. */
public final class SecretFile {
    private static final int MAX_BYTES = 4096;

    private SecretFile() {}

    /** The secret without its line end; an unreadable or empty file ends the command. */
    public static String read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new CommandFailed(ExitCode.ERROR, file + " is larger than a secret is.");
            }
            String secret = Files.readString(file).lines().findFirst().orElse("");
            if (secret.isEmpty()) {
                throw new CommandFailed(ExitCode.ERROR, file + " is empty: it must hold the secret on its first line.");
            }
            return secret;
        } catch (NoSuchFileException e) {
            throw new CommandFailed(
                    ExitCode.ERROR,
                    file + " is not there: check " + Settings.FILE + ", or run this as the user who set it up.",
                    e);
        } catch (IOException e) {
            throw new CommandFailed(
                    ExitCode.ERROR, file + " cannot be read: run this as the user who owns it (" + e + ").", e);
        }
    }
}

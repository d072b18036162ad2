package org.httpca.worker.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Secrets in files of one line. */
public final class Secrets {
    private static final long LONGEST = 4096;

    private Secrets() {}

    /** The file's text without the line break at its end. */
    public static String read(Path file) {
        try {
            if (Files.size(file) > LONGEST) {
                throw new IllegalArgumentException(file + " is too long for a password or passphrase.");
            }
            return Files.readString(file).replaceFirst("\\R\\z", "");
        } catch (IOException e) {
            throw new UncheckedIOException("The secret in " + file + " cannot be read.", e);
        }
    }
}

package org.httpca.web.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that holds one password and perhaps a line break at its end. */
final class PasswordFile {
    private static final long MAX_BYTES = 4096;

    private PasswordFile() {}

    static String read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IllegalArgumentException("The password file " + file + " is too large to be one.");
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The password file " + file + " cannot be read.", e);
        }
    }
}

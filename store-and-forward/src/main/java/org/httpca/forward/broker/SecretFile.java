package org.httpca.forward.broker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A secret kept in a file of one line. */
final class SecretFile {
    private static final long LONGEST = 4096;

    private SecretFile() {}

    /** Without the line break at the end. */
    static String read(Path file) throws IOException {
        if (Files.size(file) > LONGEST) {
            throw new IOException(file + " is too long for a password or passphrase.");
        }
        String secret = Files.readString(file, StandardCharsets.UTF_8);
        return secret.endsWith("\r\n")
                ? secret.substring(0, secret.length() - 2)
                : secret.endsWith("\n") ? secret.substring(0, secret.length() - 1) : secret;
    }
}

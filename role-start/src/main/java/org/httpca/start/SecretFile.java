package org.httpca.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/** A file that holds one secret and perhaps a line break at its end. Whoever is on the machine must not be able to read it. */
public final class SecretFile {
    private static final long LONGEST = 4096;

    private SecretFile() {}

    /**
     * The secret.
     *
     * @param key the setting that names the file
     * @throws InvalidSettingException if it is not there, empty, far too long, or readable by every user of the machine
     */
    public static String read(String key, Path file) {
        check(key, file);
        try {
            if (Files.size(file) > LONGEST) {
                throw new InvalidSettingException(
                        key + " names " + file + ", which is too long for a password or passphrase.");
            }
            String secret = Files.readString(file).strip();
            if (secret.isEmpty()) {
                throw new InvalidSettingException(
                        key + " names " + file + ", which is empty: write the secret into it.");
            }
            return secret;
        } catch (IOException e) {
            throw new InvalidSettingException(key + " names " + file + ", which cannot be read as text.", e);
        }
    }

    /** The same for a file that something else reads, such as a keystore. */
    public static void check(String key, Path file) {
        if (!Files.isRegularFile(file)) {
            throw new InvalidSettingException(key + " names " + file + ", and there is no such file.");
        }
        if (!Files.isReadable(file)) {
            throw new InvalidSettingException(
                    key + " names " + file + ", which this process cannot read: give it to the user that runs it.");
        }
        if (othersRead(key, file)) {
            throw new InvalidSettingException(key + " names " + file
                    + ", which every user of this machine can read: chmod 600 it, and change the secret.");
        }
    }

    private static boolean othersRead(String key, Path file) {
        try {
            return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                    && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException e) {
            throw new InvalidSettingException(key + " names " + file + ", which cannot be looked at.", e);
        }
    }
}

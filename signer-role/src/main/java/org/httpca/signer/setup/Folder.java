package org.httpca.signer.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import org.httpca.pki.KeyFile;

/** A folder for one machine: 0700, its files 0600. */
record Folder(Path path) {

    static Folder make(Path path) {
        try {
            Files.createDirectories(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return new Folder(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What root makes in a role's folder is the role's to read. */
    Folder folder(String name) {
        Folder made = make(path.resolve(name));
        belongs(name);
        return made;
    }

    Path file(String name) {
        return path.resolve(name);
    }

    /** Writes a file that only its owner can read. */
    void write(String name, byte[] content) {
        try {
            KeyFile.writePrivately(file(name), content);
            belongs(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What root puts into a role's folder is the role's to read. */
    void belongs(String name) {
        try {
            UserPrincipal owner = Files.getOwner(path);
            if (!owner.equals(Files.getOwner(file(name)))) {
                Files.setOwner(file(name), owner);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(String name, String text) {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a new secret's file and gives the secret. */
    char[] secret(String name, Secrets secrets) {
        String secret = secrets.next();
        write(name, Secrets.line(secret));
        return secret.toCharArray();
    }

    /** A file that everybody may read: certificates. */
    void publish(String name, String text) {
        try {
            Files.writeString(file(name), text);
            Files.setPosixFilePermissions(file(name), PosixFilePermissions.fromString("rw-r--r--"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

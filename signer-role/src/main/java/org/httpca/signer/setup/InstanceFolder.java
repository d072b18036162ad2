package org.httpca.signer.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The folder of one more instance of a role: as another's, but for who it is. */
final class InstanceFolder {

    /** Who the other one is, and what the owner of the schema alone is to have. */
    private static final Set<String> LEFT_OUT =
            Set.of(Identities.KEYSTORE, Identities.PASSPHRASE, "owner-password", "database.sql");

    private InstanceFolder() {}

    static void copy(Path template, Path target) {
        Folder folder = Folder.make(target);
        for (Path entry : entries(template)) {
            String name = String.valueOf(entry.getFileName());
            if (Files.isDirectory(entry)) {
                copy(entry, folder.file(name));
            } else if (!LEFT_OUT.contains(name) && !name.startsWith(".")) {
                try {
                    folder.write(name, Files.readAllBytes(entry));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private static List<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.httpca.signer.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder of an instance of a worker or signer, as it lies at the operator's. */
final class InstanceFolder {

    /** Who the other one is, and what the owner of the schema alone is to have. */
    private static final Set<String> LEFT_OUT =
            Set.of(Identities.KEYSTORE, Identities.PASSPHRASE, "owner-password", "database.sql");

    private static final Pattern KEY_IN_TOKEN = Pattern.compile("(?m)^ *identity: *\\R *key-label:");

    private InstanceFolder() {}

    /** Those beside the operator's folder that are at hand. */
    static List<Path> allBeside(Path operator) {
        Path parent = operator.toAbsolutePath().normalize().getParent();
        return parent == null
                ? List.of()
                : entries(parent).stream()
                        .filter(folder -> Files.isRegularFile(folder.resolve(Identities.AUTHORITY))
                                && Files.isRegularFile(folder.resolve("application.yml")))
                        .toList();
    }

    /** The one of an instance beside the operator's; it need not be there. */
    static Path beside(Path operator, String instance) {
        return operator.toAbsolutePath().normalize().resolveSibling(Plan.folder(instance));
    }

    /** A keystore beside a key in a token would be read by nobody. */
    static void mustHaveItsKeyInAFile(Path target) {
        Path settings = target.resolve("application.yml");
        if (Files.exists(settings)
                && KEY_IN_TOKEN.matcher(Identities.read(settings)).find()) {
            throw new IllegalArgumentException(
                    "The key of this identity is in a token, which this command does not reach."
                            + " Set httpca.identity.keystore: " + Identities.KEYSTORE + " and .passphrase-file: "
                            + Identities.PASSPHRASE + " instead of .key-label in " + settings
                            + ", then renew it. Nothing was changed.");
        }
    }

    /** One more of a role: as another's, but for who it is. */
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

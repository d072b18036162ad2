package org.httpca.embedded.postgresql;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks a tar archive of folders, files and links, none of which may lead out of the folder. */
final class TarArchive {
    private static final int MAX_ENTRIES = 20_000;
    private static final long MAX_BYTES = 500_000_000L;
    private static final int MAX_XZ_MEMORY_KIB = 256 * 1024;
    private static final int OWNER_MAY_EXECUTE = 0100;

    private TarArchive() {}

    /** Reads tar in xz; an entry that is too much, too big or leads outside is an {@link IOException}. */
    static void unpackXz(InputStream compressed, Path folder) throws IOException {
        unpack(new XZInputStream(compressed, MAX_XZ_MEMORY_KIB), folder);
    }

    static void unpack(InputStream stream, Path folder) throws IOException {
        Path root = folder.toRealPath();
        int entries = 0;
        long bytes = 0;
        TarArchiveInputStream tar = new TarArchiveInputStream(stream);
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            bytes += entry.getSize();
            if (++entries > MAX_ENTRIES || bytes > MAX_BYTES) {
                throw new IOException(
                        "The archive has more than " + MAX_ENTRIES + " entries or " + MAX_BYTES + " bytes.");
            }
            Path goal = within(root, root.resolve(entry.getName()), entry);
            if (entry.isDirectory()) {
                Files.createDirectories(goal);
            } else if (entry.isSymbolicLink()) {
                Path parent = makeParent(root, goal);
                within(root, parent.resolve(entry.getLinkName()), entry);
                Files.createSymbolicLink(goal, Path.of(entry.getLinkName()));
            } else if (entry.isFile() && !entry.isLink()) {
                makeParent(root, goal);
                write(tar, goal, (entry.getMode() & OWNER_MAY_EXECUTE) != 0);
            } else {
                throw new IOException("The archive's entry " + entry.getName() + " is neither folder, file nor link.");
            }
        }
    }

    private static void write(InputStream content, Path goal, boolean executable) throws IOException {
        try (OutputStream file = Files.newOutputStream(goal)) {
            content.transferTo(file);
        }
        Files.setPosixFilePermissions(goal, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static Path makeParent(Path root, Path goal) throws IOException {
        Path parent = goal.getParent();
        return Files.createDirectories(parent == null ? root : parent);
    }

    private static Path within(Path root, Path path, TarArchiveEntry entry) throws IOException {
        Path normal = path.normalize();
        if (!normal.startsWith(root)) {
            throw new IOException("The archive's entry " + entry.getName() + " leads out of its folder.");
        }
        // A link that the archive itself brought must not be a way out for a later entry.

        Path parent = normal.getParent();
        if (!normal.equals(root)
                && parent != null
                && Files.exists(parent)
                && !parent.toRealPath().startsWith(root)) {
            throw new IOException("The archive's entry " + entry.getName() + " leads out of its folder by a link.");
        }
        return normal;
    }
}

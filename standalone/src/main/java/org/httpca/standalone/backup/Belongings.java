package org.httpca.standalone.backup;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files with keys and configuration: copied as they are, with their permissions, links followed. */
final class Belongings {
    static final String FOLDER = "files";

    /** Where the web database of a running standalone is. */
    private static final String WRITTEN_AT_EACH_START = "database-url";

    private static final int MAX_FILES = 10_000;

    private Belongings() {}

    /**
     * Copies what is below some folders.
     *
     * @param folders by the name that each gets in the back-up; a file stands for itself
     */
    static List<Manifest.Stored> copy(Map<String, Path> folders, Path root) throws IOException {
        List<Manifest.Stored> copied = new ArrayList<>();
        for (Map.Entry<String, Path> file : list(folders).entrySet()) {
            Path original = file.getValue();
            try (StoredFile copy = StoredFile.create(root, FOLDER + "/" + file.getKey())) {
                String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(original));
                Files.copy(original, copy.out());
                copied.add(copy.done(mode));
            } catch (NoSuchFileException e) {
                // renamed over meanwhile, as keys are that are renewed: the new one is there under the same name
                Files.deleteIfExists(root.resolve(FOLDER).resolve(file.getKey()));
                if (Files.exists(original)) {
                    throw e;
                }
            }
        }
        return copied;
    }

    private static Map<String, Path> list(Map<String, Path> folders) throws IOException {
        Map<String, Path> files = new LinkedHashMap<>();
        for (Map.Entry<String, Path> folder : folders.entrySet()) {
            Path start = folder.getValue();
            try (Stream<Path> tree = Files.walk(start, FileVisitOption.FOLLOW_LINKS)) {
                for (Path file : tree.filter(Files::isRegularFile).sorted().toList()) {
                    String below = start.relativize(file).toString();
                    // drafts of files that are just being written are renamed or gone in a moment
                    if (!below.endsWith(".draft") && !below.endsWith(".new") && !below.equals(WRITTEN_AT_EACH_START)) {
                        files.put(below.isEmpty() ? folder.getKey() : folder.getKey() + "/" + below, file);
                    }
                }
            }
        }
        if (files.size() > MAX_FILES) {
            throw new IllegalStateException("There are " + files.size()
                    + " files to be kept, which are not keys and configuration alone: move the others elsewhere.");
        }
        return files;
    }

    /** Puts them where they belong, below a folder that is new. */
    static void restore(List<Manifest.Stored> files, Path root, Path goal) throws IOException {
        for (Manifest.Stored file : files) {
            Path target = goal.resolve(file.path().substring(FOLDER.length() + 1));
            PrivateFolders.make(target.getParent());
            try (StoredFile copy =
                    StoredFile.create(goal, goal.relativize(target).toString())) {
                Files.copy(root.resolve(file.path()), copy.out());
                copy.done(file.mode());
            }
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(file.mode()));
        }
    }
}

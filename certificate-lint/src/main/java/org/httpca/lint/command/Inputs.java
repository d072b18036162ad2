package org.httpca.lint.command;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** Everything that the named files and folders hold, as far as the limits go. Links inside of folders are not followed. */
final class Inputs {
    private static final int MOST_FILES = 50_000;
    private static final int MOST_FOUND = 50_000;
    private static final int DEEPEST = 16;
    /** Octets. A CRL of 16 MiB lists some 400,000 certificates. */
    private static final long LARGEST = 16L * 1024 * 1024;

    private static final long MOST_OCTETS = 128L * 1024 * 1024;

    private final List<Found> found = new ArrayList<>();
    private final List<Unreadable> unreadable = new ArrayList<>();
    private int files;
    private int passedOver;
    private long octets;
    private boolean full;

    private Inputs() {}

    static Inputs of(List<Path> named) {
        Inputs inputs = new Inputs();
        for (Path path : named) {
            if (Files.isDirectory(path)) {
                inputs.folder(path);
            } else if (Files.isRegularFile(path)) {
                inputs.file(path, true);
            } else {
                inputs.cannot(
                        path,
                        Files.exists(path)
                                ? "is neither a file nor a folder. Copy it into a file."
                                : "is not there. Name a file or a folder that exists.");
            }
        }
        return inputs;
    }

    List<Found> found() {
        return found;
    }

    List<Unreadable> unreadable() {
        return unreadable;
    }

    /** How many files held something to lint. */
    int files() {
        return files;
    }

    /** How many files of folders held nothing to lint. */
    int passedOver() {
        return passedOver;
    }

    private void folder(Path folder) {
        List<Path> within = new ArrayList<>();
        try {
            Files.walkFileTree(
                    folder, EnumSet.noneOf(java.nio.file.FileVisitOption.class), DEEPEST, new Visitor(within));
        } catch (IOException e) {
            cannot(folder, "cannot be read: " + reason(e));
        }
        int before = found.size() + unreadable.size();
        within.sort(null);
        within.forEach(file -> file(file, false));
        if (found.size() + unreadable.size() == before) {
            cannot(folder, "has neither a certificate nor a CRL in it. PEM and DER are read.");
        }
    }

    /** @param named by the user, who then wants to hear that there is nothing in it */
    private void file(Path file, boolean named) {
        if (full) {
            return;
        }
        try {
            long size = Files.size(file);
            if (size > LARGEST) {
                if (named || Contents.looksLikeOne(file)) {
                    cannot(file, "is larger than 16 MiB. Split it, or lint what it is made of.");
                } else {
                    passedOver++;
                }
                return;
            }
            octets += size;
            take(file, Contents.of(file, named), named);
        } catch (IOException e) {
            cannot(file, "cannot be read: " + reason(e));
        }
        if (octets > MOST_OCTETS || found.size() > MOST_FOUND) {
            full = true;
            cannot(
                    file,
                    "is the last that was read: there are more than " + MOST_FOUND
                            + " certificates and CRLs, or more than 128 MiB of them. Lint folder by folder.");
        }
    }

    private void take(Path file, Contents contents, boolean named) {
        found.addAll(contents.found());
        String broken = contents.broken();
        if (broken != null) {
            cannot(file, broken);
        } else if (!contents.found().isEmpty()) {
            files++;
        } else if (named) {
            cannot(file, "holds neither a certificate nor a CRL. PEM and DER are read.");
        } else {
            passedOver++;
        }
    }

    private void cannot(Path file, String reason) {
        unreadable.add(new Unreadable(file, reason));
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.AccessDeniedException
                ? "this user may not. Change its permissions, or lint a copy."
                : e.getClass().getSimpleName() + ". Lint a copy.";
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        private final List<Path> within;

        private Visitor(List<Path> within) {
            this.within = within;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isDirectory()) {
                cannot(file, "is more than " + DEEPEST + " folders deep. Name it by itself.");
            } else if (within.size() == MOST_FILES) {
                cannot(file, "is one of more than " + MOST_FILES + " files in a folder. Lint folder by folder.");
                return FileVisitResult.TERMINATE;
            } else if (attributes.isRegularFile()) {
                within.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            cannot(file, "cannot be read: " + reason(e));
            return FileVisitResult.CONTINUE;
        }
    }
}

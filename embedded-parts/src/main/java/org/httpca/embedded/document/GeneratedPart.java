package org.httpca.embedded.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of a document between the lines {@code <!-- generated: NAME -->} and {@code <!-- end of NAME -->}. People write what stands
 * around it.
 */
public final class GeneratedPart {
    private static final String WRITE = "httpca.documents.write";

    private final Path document;
    private final String begins;
    private final String ends;

    /** @param document relative to the tree's root, such as {@code docs/problems.md} */
    public GeneratedPart(String document, String name) {
        this.document = root().resolve(document);
        this.begins = "<!-- generated: " + name + " -->";
        this.ends = "<!-- end of " + name + " -->";
    }

    /**
     * Holds the part against what the code says; with {@code -Dhttpca.documents.write} it is written instead.
     *
     * @throws AssertionError if they differ: it says how to write the part anew
     */
    public void holds(String current) {
        String whole = read();
        int from = whole.indexOf(begins);
        int to = whole.indexOf(ends);
        if (from < 0 || to < from) {
            throw new AssertionError(document + " has no lines '" + begins + "' and '" + ends + "'.");
        }
        String fresh = whole.substring(0, from) + begins + "\n" + current.strip() + "\n" + whole.substring(to);
        if (fresh.equals(whole)) {
            return;
        }
        if (System.getProperty(WRITE) == null) {
            throw new AssertionError(document + " is not what the code says any more. Run this test with -D" + WRITE
                    + " and look at the difference. The code says:\n" + current);
        }
        write(fresh);
    }

    private String read() {
        try {
            return Files.readString(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String text) {
        try {
            Files.writeString(document, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tests run in their module's folder, which is in the tree's root. */
    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(here.resolve("docs"))) {
            here = here.getParent();
            if (here == null) {
                throw new IllegalStateException(
                        "There is no docs folder above " + Path.of("").toAbsolutePath());
            }
        }
        return here;
    }
}

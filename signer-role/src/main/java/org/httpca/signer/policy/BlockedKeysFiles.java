package org.httpca.signer.policy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lists of blocked keys: a digest a line, {@code #} begins a comment. 64 hexadecimal digits are SHA-256 of a key's
 * SubjectPublicKeyInfo; 20 are a line of Debian's openssl-blacklist. A line that is neither would be a key that is not blocked.
 */
final class BlockedKeysFiles {
    private static final int SPKI_DIGITS = 64;
    private static final int DEBIAN_DIGITS = 20;
    private static final int MOST_KEYS = 5_000_000;
    private static final long MOST_OCTETS = 512L * 1024 * 1024;

    private final List<byte[]> spkis = new ArrayList<>();
    private final List<byte[]> moduli = new ArrayList<>();

    private BlockedKeysFiles() {}

    static BlockedKeys read(Path fileOrFolder) {
        BlockedKeysFiles read = new BlockedKeysFiles();
        for (Path file : files(fileOrFolder)) {
            read.file(file);
        }
        return BlockedKeys.of(read.spkis, read.moduli);
    }

    /** What begins with a dot is an editor's or a volume's own. */
    private static List<Path> files(Path fileOrFolder) {
        if (!Files.isDirectory(fileOrFolder)) {
            return List.of(fileOrFolder);
        }
        try (Stream<Path> entries = Files.list(fileOrFolder)) {
            return entries.filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalArgumentException(fileOrFolder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void file(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_OCTETS) {
                throw new IllegalArgumentException(file + " is no file of 512 MiB or less.");
            }
            try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
                int number = 0;
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    line(file, ++number, line.strip());
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void line(Path file, int number, String line) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        if (spkis.size() + moduli.size() >= MOST_KEYS) {
            throw new IllegalArgumentException(file + ": more than " + MOST_KEYS + " keys are not read.");
        }
        try {
            byte[] digest = HexFormat.of().parseHex(line);
            switch (line.length()) {
                case SPKI_DIGITS -> spkis.add(digest);
                case DEBIAN_DIGITS -> moduli.add(digest);
                default -> throw new IllegalArgumentException(line.length() + " digits");
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    file + ", line " + number + ": is neither " + SPKI_DIGITS
                            + " hexadecimal digits (SHA-256 of a key's" + " SubjectPublicKeyInfo) nor " + DEBIAN_DIGITS
                            + " (a line of Debian's openssl-blacklist).",
                    e);
        }
    }
}

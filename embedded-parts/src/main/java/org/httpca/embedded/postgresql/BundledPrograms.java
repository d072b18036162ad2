package org.httpca.embedded.postgresql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Properties;
import org.httpca.embedded.process.PrivateFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The PostgreSQL that travels in our jars, unpacked once for each user and version into the user's cache folder. */
final class BundledPrograms {
    private static final Logger LOG = LoggerFactory.getLogger(BundledPrograms.class);

    private BundledPrograms() {}

    static PostgresqlPrograms unpacked() {
        return unpacked(cacheFolder());
    }

    static PostgresqlPrograms unpacked(Path cache) {
        String architecture = architecture();
        Path folder = cache.resolve("httpca").resolve("postgresql-" + version() + "-" + architecture);
        if (!Files.isExecutable(folder.resolve("bin/postgres"))) {
            try {
                unpack("/postgres-linux-" + architecture + ".txz", folder);
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "PostgreSQL cannot be unpacked to " + folder
                                + ": make room there or set XDG_CACHE_HOME to a folder that this user may write.",
                        e);
            }
        }
        return new PostgresqlPrograms(folder.resolve("bin"));
    }

    /** Unpacks beside the goal and renames, so that the goal is whole or missing; of two processes the first one wins. */
    private static void unpack(String resource, Path folder) throws IOException {
        Path parent = Files.createDirectories(folder.getParent());
        Path temporary = Files.createTempDirectory(parent, folder.getFileName() + ".");
        try (InputStream archive = BundledPrograms.class.getResourceAsStream(resource)) {
            if (archive == null) {
                throw new IllegalStateException(
                        "No PostgreSQL for this machine is on the classpath: install the package postgresql instead.");
            }
            LOG.info("Unpacking PostgreSQL {} to {}", version(), folder);
            TarArchive.unpackXz(archive, temporary);
            Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isExecutable(folder.resolve("bin/postgres"))) {
                throw e;
            }
        } finally {
            PrivateFolder.deleteTree(temporary);
        }
    }

    static String version() {
        try (InputStream stream = BundledPrograms.class.getResourceAsStream("bundled.properties")) {
            Properties properties = new Properties();
            properties.load(stream);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException("The bundled PostgreSQL's version cannot be read.", e);
        }
    }

    private static String architecture() {
        String name = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default ->
                throw new IllegalStateException("No PostgreSQL is bundled for " + name
                        + " (only amd64 and arm64 are): install the package postgresql instead.");
        };
    }

    private static Path cacheFolder() {
        String configured = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
        // The XDG base directory specification says that a relative path is to be ignored.
        return configured.startsWith("/")
                ? Path.of(configured)
                : Path.of(System.getProperty("user.home", "/"), ".cache");
    }
}

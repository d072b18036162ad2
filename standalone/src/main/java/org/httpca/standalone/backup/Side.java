package org.httpca.standalone.backup;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.httpca.start.DatabaseCheck;
import org.httpca.start.SchemaVersion;

/** The two databases. In this order they are copied: what the web side knows as issued, the signer's copy then knows, too. */
public enum Side {
    WEB("web-database", "db/web", "token"),
    SIGNER("signer-database", "db/signer", "intent");

    private final String folder;
    private final String migrations;
    private final String proof;

    Side(String folder, String migrations, String proof) {
        this.folder = folder;
        this.migrations = migrations;
        this.proof = proof;
    }

    /** Its name in a back-up, and that of the folder that {@code setup} makes for it. */
    public String folder() {
        return folder;
    }

    /** A table that this side alone has. */
    String proof() {
        return proof;
    }

    String[] locations() {
        return new String[] {"classpath:db/forward", "classpath:" + migrations};
    }

    /** The newest version of its schema that this release knows. */
    SchemaVersion newest() {
        return Objects.requireNonNull(
                DatabaseCheck.ofMigrations(folder, "", "db/forward", migrations).newest());
    }

    static Optional<Side> ofFolder(String name) {
        return Arrays.stream(values()).filter(side -> side.folder.equals(name)).findFirst();
    }
}

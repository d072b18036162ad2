package org.httpca.standalone;

import java.nio.file.Path;
import org.httpca.embedded.postgresql.DatabaseServer;
import org.httpca.pki.KeyFile;
import org.httpca.signer.setup.Plan;

/** The two databases on one embedded server, each with the logins that the set-up made passwords for. */
final class Databases implements AutoCloseable {

    private final DatabaseServer server;

    private Databases(DatabaseServer server) {
        this.server = server;
    }

    static Databases start(DatabaseServer server, Path data) {
        Databases databases = new Databases(server);
        databases.prepare(Plan.WEB_DATABASE, "httpca_web_owner", data.resolve("web/owner-password"));
        databases.login(Plan.WEB_DATABASE, "httpca_web", data.resolve("web/database-password"));
        databases.login(Plan.WEB_DATABASE, "httpca_worker", data.resolve("worker/database-password"));
        databases.prepare(Plan.SIGNER_DATABASE, "httpca_signer_owner", data.resolve("signer/owner-password"));
        databases.login(Plan.SIGNER_DATABASE, "httpca_signer", data.resolve("signer/database-password"));
        databases.login(Plan.SIGNER_DATABASE, "httpca_approval", data.resolve("operator/database-password"));
        return databases;
    }

    String webUrl() {
        return server.jdbcUrl(Plan.WEB_DATABASE);
    }

    String signerUrl() {
        return server.jdbcUrl(Plan.SIGNER_DATABASE);
    }

    /** What it is, and whether a commit is on the disk when it returns. */
    String description() {
        return "PostgreSQL " + server.setting("server_version") + " (fsync " + server.setting("fsync")
                + ", synchronous_commit " + server.setting("synchronous_commit") + ")";
    }

    private void prepare(String database, String owner, Path passwordFile) {
        server.ensureRole(owner, new String(KeyFile.readSecret(passwordFile)));
        server.ensureDatabase(database, owner);
        server.allowConnect(database, owner);
    }

    private void login(String database, String user, Path passwordFile) {
        server.ensureRole(user, new String(KeyFile.readSecret(passwordFile)));
        server.allowConnect(database, user);
    }

    @Override
    public void close() {
        server.close();
    }
}

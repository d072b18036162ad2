package org.httpca.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.httpca.pki.KeyFile;

/** One of the databases of a running standalone as its schema's owner sees it: for tests that look behind the API. */
record Tables(String url, String owner, Path passwordFile) {

    static Tables web(Path data) throws IOException {
        return new Tables(
                Files.readString(data.resolve("web/database-url")).strip(),
                "httpca_web_owner",
                data.resolve("web/owner-password"));
    }

    static Tables signer(Path data) throws IOException {
        String url = Files.readAllLines(data.resolve("operator/approval.yml")).stream()
                .map(String::strip)
                .filter(line -> line.startsWith("url: "))
                .map(line -> line.substring("url: ".length()))
                .findFirst()
                .orElseThrow();
        return new Tables(url, "httpca_signer_owner", data.resolve("signer/owner-password"));
    }

    long count(String fromWhere) throws SQLException {
        return Long.parseLong(lines("SELECT count(*) FROM " + fromWhere).get(0));
    }

    /** The only column of each row, as text. */
    List<String> lines(String select) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection =
                        DriverManager.getConnection(url, owner, new String(KeyFile.readSecret(passwordFile)));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(select)) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return lines;
    }
}

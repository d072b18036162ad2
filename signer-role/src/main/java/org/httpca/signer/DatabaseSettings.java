package org.httpca.signer;

import java.nio.file.Path;
import org.httpca.start.InvalidSettingException;

/**
 * How to reach the signer's database.
 *
 * @param url JDBC URL of PostgreSQL 15 or newer, such as {@code jdbc:postgresql://db.example:5432/httpca_signer}
 * @param user who logs in
 * @param passwordFile a file with the user's password, which nobody else can read
 */
record DatabaseSettings(String url, String user, Path passwordFile) {
    DatabaseSettings {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new InvalidSettingException(
                    "httpca.database.url must be the JDBC URL of a PostgreSQL database, such as jdbc:postgresql://localhost:5432/httpca_signer");
        }
        if (url.contains("password=")) {
            throw new InvalidSettingException(
                    "httpca.database.url must not hold a password: name a file in httpca.database.password-file");
        }
    }
}

package org.httpca.signer;

import java.util.Map;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.httpca.pki.KeyFile;
import org.httpca.start.InvalidSettingException;
import org.httpca.start.UnknownSettings;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/** Brings the signer's database up to date, as the owner of its schema: the runtime user has no rights to that. */
@Configuration(proxyBeanMethods = false)
class Migration {
    private final ConfigurableEnvironment environment;

    Migration(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    void migrate() {
        UnknownSettings.refuse(environment, SignerSettings.KEYS);
        SettingsReader read = new SettingsReader(environment);
        String owner = read.text("httpca.migration.user", "the owner of the signer's schema");
        char[] password = KeyFile.readSecret(
                read.secret("httpca.migration.password-file", "a file with the schema owner's password"));
        String url = read.text("httpca.database.url", "the JDBC URL of the signer's database");
        Map<String, String> users = Map.of(
                "signer_user",
                read.text("httpca.database.user", "the signer's runtime user, who gets rights on the tables"),
                "approval_user",
                Objects.requireNonNullElse(read.optional("httpca.approval.user"), "httpca_approval"));
        try {
            Flyway.configure(Migration.class.getClassLoader())
                    .dataSource(url, owner, new String(password))
                    .locations("classpath:db/forward", "classpath:db/signer")
                    .placeholders(users)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            String reason =
                    String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("");
            throw new InvalidSettingException(
                    "The signer's database " + url + " was not migrated: " + reason
                            + " -- Check httpca.database.url and httpca.migration.password-file, and that database.sql was run.",
                    e);
        }
    }
}

package org.httpca.standalone.backup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import org.httpca.start.SchemaVersion;
import org.jspecify.annotations.Nullable;

/**
 * Says in a signer's database that it was restored: nothing is signed from it until the web side has told which certificates were
 * issued since. What is said about requests from now on counts as newer than all that was said before.
 */
public final class RestoredMark {
    private RestoredMark() {}

    /** Takes the mark away, where nobody is left who could answer. */
    public static void remove(OwnedDatabase database) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE comparison SET restored_at = NULL, copy_of = NULL");
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The mark in the database " + database.url() + " stays: " + e.getMessage(), e);
        }
    }

    /** @param takenAt when the copy was made; null if nobody knows */
    public static void set(OwnedDatabase database, @Nullable Instant takenAt) {
        if (database.side() != Side.SIGNER) {
            throw new IllegalStateException("Only the signer's database is marked: the web side has nothing to learn.");
        }
        try (Connection connection = database.connect()) {
            SchemaVersion version = TableShapes.version(connection);
            if (version.compareTo(Side.SIGNER.newest()) != 0) {
                throw new IllegalStateException("The schema of " + database.url() + " is at " + version + ", not at "
                        + Side.SIGNER.newest() + ": run `java -jar signer-role.jar migrate --config DIR` first.");
            }
            connection.setAutoCommit(false);
            try (PreparedStatement mark = connection.prepareStatement(
                    "UPDATE comparison SET restored_at = clock_timestamp(), copy_of = ?, number = NULL, asked_at = NULL, after_not_before = NULL, after_issuer = NULL, after_serial = NULL")) {
                mark.setObject(1, takenAt == null ? null : takenAt.atOffset(ZoneOffset.UTC));
                mark.executeUpdate();
            }
            try (Statement statement = connection.createStatement()) {
                // Revisions of before the copy was lost may be higher than those that the copy has.
                statement.execute("""
                        UPDATE request SET revision = greatest(revision + 1, (extract(epoch FROM clock_timestamp()) * 1000)::bigint),
                            word = CASE WHEN state = 'Waiting-For-Approval'
                                THEN CASE WHEN approvals_given > 0 THEN 'counted' ELSE 'held' END ELSE word END
                        WHERE outcome IS NULL
                        """);
                statement.execute("""
                        DO $$ BEGIN
                            EXECUTE format('ALTER TABLE request ALTER COLUMN revision SET DEFAULT %s',
                                (extract(epoch FROM clock_timestamp()) * 1000)::bigint);
                        END $$
                        """);
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The database " + database.url() + " was not marked as restored: " + e.getMessage(), e);
        }
    }
}

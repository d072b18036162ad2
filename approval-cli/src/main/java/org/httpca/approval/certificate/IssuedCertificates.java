package org.httpca.approval.certificate;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.httpca.approval.database.SignerDatabase;
import org.jspecify.annotations.Nullable;

/** The signer's tables {@code certificate} and {@code revocation}, to be read only. */
public final class IssuedCertificates {
    private static final String SELECT = "select " + IssuedCertificate.COLUMNS + " from " + IssuedCertificate.TABLES;

    private final SignerDatabase database;

    public IssuedCertificates(SignerDatabase database) {
        this.database = database;
    }

    /** All of them, newest first. */
    public void each(Consumer<IssuedCertificate> consumer) {
        database.stream(SELECT + " order by issued_at desc, issuer, serial", IssuedCertificate::read, consumer);
    }

    /** The last one that has any of these names and is not of this request, or null. */
    public @Nullable IssuedCertificate lastFor(Collection<String> names, UUID exceptOf) {
        return database.first(
                SELECT + " where identifiers && ?"
                        + " and request_id is distinct from ? order by issued_at desc limit 1",
                IssuedCertificate::read,
                names.toArray(String[]::new),
                exceptOf);
    }

    /** That one, or null. */
    public @Nullable IssuedCertificate find(String issuer, String serial) {
        return database.first(SELECT + " where issuer = ? and serial = ?", IssuedCertificate::read, issuer, serial);
    }

    /** That one as orders are signed over it, or null. */
    @Nullable
    SeenCertificate seen(String issuer, String serial) {
        return database.first(
                "select der, " + IssuedCertificate.COLUMNS + " from " + IssuedCertificate.TABLES
                        + " where issuer = ? and serial = ?",
                SeenCertificate::read,
                issuer,
                serial);
    }

    /** The issuers who gave a certificate this serial number; mostly none or one. */
    List<String> issuersOf(String serial) {
        // the index begins with the issuer: the issuers, who are few, are stepped through by it
        return database.list(
                "with recursive issuers as ("
                        + "(select issuer from certificate order by issuer limit 1)"
                        + " union all"
                        + " select (select issuer from certificate where issuer > before.issuer order by issuer limit 1)"
                        + " from issuers before where before.issuer is not null)"
                        + " select issuer from issuers"
                        + " where exists (select from certificate c where c.issuer = issuers.issuer and c.serial = ?)"
                        + " order by issuer",
                row -> row.text("issuer"),
                serial);
    }
}

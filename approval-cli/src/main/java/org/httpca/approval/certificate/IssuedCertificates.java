package org.httpca.approval.certificate;

import java.util.Collection;
import java.util.UUID;
import java.util.function.Consumer;
import org.httpca.approval.database.SignerDatabase;
import org.jspecify.annotations.Nullable;

/** The signer's table {@code certificate}, to be read only. */
public final class IssuedCertificates {
    private final SignerDatabase database;

    public IssuedCertificates(SignerDatabase database) {
        this.database = database;
    }

    /** All of them, newest first. */
    public void each(Consumer<IssuedCertificate> consumer) {
        database.stream(
                "select " + IssuedCertificate.COLUMNS + " from certificate order by issued_at desc, issuer, serial",
                IssuedCertificate::read,
                consumer);
    }

    /** The last one that has any of these names and is not of this request, or null. */
    public @Nullable IssuedCertificate lastFor(Collection<String> names, UUID exceptOf) {
        return database.first(
                "select " + IssuedCertificate.COLUMNS + " from certificate where identifiers && ?"
                        + " and request_id is distinct from ? order by issued_at desc limit 1",
                IssuedCertificate::read,
                names.toArray(String[]::new),
                exceptOf);
    }
}

package org.httpca.approval.revocation;

import org.httpca.approval.audit.AuditLog;
import org.httpca.approval.certificate.IssuedCertificate;
import org.httpca.approval.certificate.Revocation;
import org.httpca.approval.database.SignerDatabase;
import org.httpca.pki.RevocationReason;

/**
 * Whether what a row says of a certificate can be taken for an answer. Only the signer has the key of the row's MAC. Whoever writes to
 * its database could have an administrator told that a certificate is revoked already, and take the row away again once nobody
 * orders it. So the audit log is asked as well, and the blocked keys: where they say something else, the order goes to the signer, who
 * knows.
 */
public final class Testimony {
    private final SignerDatabase database;

    public Testimony(SignerDatabase database) {
        this.database = database;
    }

    /** True also where there is no row: what was never revoked needs no witness. */
    public boolean bearsOut(IssuedCertificate certificate) {
        Revocation said = certificate.revocation();
        return said == null
                || (new AuditLog(database).hasRevocationAsStored(certificate.issuer(), certificate.serial())
                        && (said.reason() != RevocationReason.KEY_COMPROMISE || isBlocked(certificate)));
    }

    private boolean isBlocked(IssuedCertificate certificate) {
        return database.first(
                        "select 1 as one from blocked_key where spki_sha256 = ?",
                        row -> row.number("one"),
                        certificate.spkiSha256())
                != null;
    }
}

package org.httpca.approval.certificate;

import java.sql.SQLException;
import org.httpca.approval.database.Row;
import org.httpca.pki.Octets;

/**
 * A certificate as an administrator's order is signed over it.
 *
 * @param sha256 of its DER
 */
public record SeenCertificate(IssuedCertificate certificate, Octets sha256) {

    static SeenCertificate read(Row row) throws SQLException {
        return new SeenCertificate(
                IssuedCertificate.read(row), Octets.of(row.bytes("der")).sha256());
    }
}

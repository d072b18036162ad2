package org.httpca.web.certificate;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Each is one statement, which is a transaction by itself: a transaction around it would only be another round trip. */
@Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
interface CertificateRows extends Repository<CertificateRow, CertificateRow.Key> {

    Optional<CertificateRow> findByIssuerAndSerial(String issuer, String serial);

    /** Native: a query that is derived from its name and a limit is translated anew each time. */
    @Query(value = "select * from certificate where serial = :serial order by issuer limit 10", nativeQuery = true)
    List<CertificateRow> firstTenOfSerial(String serial);

    Optional<CertificateRow> findByRequestId(UUID requestId);
}

package org.httpca.web.certificate;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

interface CertificateRows extends Repository<CertificateRow, CertificateRow.Key> {

    Optional<CertificateRow> findByIssuerAndSerial(String issuer, String serial);

    List<CertificateRow> findBySerialOrderByIssuer(String serial, Limit limit);

    Optional<CertificateRow> findByRequestId(UUID requestId);
}

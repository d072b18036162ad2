package org.httpca.worker.accept;

import java.io.IOException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.UUID;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.httpca.message.MessageJson;
import org.httpca.message.ResponderCertificateIssued;
import org.httpca.message.ResponderCertificateRefused;
import org.httpca.pki.SerialNumbers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the signer answers about keys that are to answer OCSP. The first answer to a wish counts, if it is about the key that was asked for. */
public final class ResponderAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(ResponderAnswers.class);

    private final JdbcTemplate jdbc;

    public ResponderAnswers(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void accept(ResponderCertificateIssued issued) {
        byte[] csr = jdbc
                .query(
                        "SELECT csr FROM ocsp_responder WHERE id = ? AND issuer = ? AND announce_at IS NOT NULL FOR UPDATE",
                        (row, number) -> row.getBytes(1),
                        issued.responderId(),
                        issued.issuer())
                .stream()
                .findFirst()
                .orElse(null);
        if (csr == null) {
            return; // answered before, or gone
        }
        X509CertificateHolder certificate = certificate(issued.certificate().toArray(), csr, issued.responderId());
        if (certificate == null) {
            return;
        }
        jdbc.update(
                "UPDATE ocsp_responder SET announce_at = NULL, certificate = ?, serial = ?, not_after = ? WHERE id = ?",
                issued.certificate().toArray(),
                SerialNumbers.hex(certificate.getSerialNumber()),
                Timestamp.from(certificate.getNotAfter().toInstant()),
                issued.responderId());
        LOG.info("The OCSP responder {} of {} has its certificate.", issued.responderId(), issued.issuer());
    }

    /** Null if it is not the certificate of this key: then the wish stays open, and is said again. */
    private static @org.jspecify.annotations.Nullable X509CertificateHolder certificate(
            byte[] der, byte[] csr, UUID id) {
        try {
            X509CertificateHolder certificate = new X509CertificateHolder(der);
            byte[] asked = new PKCS10CertificationRequest(csr)
                    .getSubjectPublicKeyInfo()
                    .getEncoded();
            if (Arrays.equals(certificate.getSubjectPublicKeyInfo().getEncoded(), asked)) {
                return certificate;
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("What came for the OCSP responder {} cannot be read.", id, e);
        }
        LOG.error("What came for the OCSP responder {} is no certificate of its key.", id);
        return null;
    }

    void refuse(ResponderCertificateRefused refused) {
        int rows = jdbc.update(
                "UPDATE ocsp_responder SET announce_at = NULL, problem = ?"
                        + " WHERE id = ? AND issuer = ? AND announce_at IS NOT NULL",
                MessageJson.mapper().writeValueAsString(refused.problem()),
                refused.responderId(),
                refused.issuer());
        if (rows == 1) {
            LOG.error(
                    "The signer does not certify the OCSP responder of {}: {}.",
                    refused.issuer(),
                    refused.problem().type().slug());
        }
    }
}

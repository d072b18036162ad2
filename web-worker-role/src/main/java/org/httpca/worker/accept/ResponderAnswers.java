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
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the signer answers about keys that are to answer OCSP. The first answer to a wish counts. If it is no certificate of the key that
 * was asked for, the wish has failed: said again, it would have the same answer, and while it is open no other key is asked for. The web
 * role asks for another after a pause.
 */
public final class ResponderAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(ResponderAnswers.class);

    private static final Problem NOT_OF_THIS_KEY =
            new Problem(ProblemType.SERVER_INTERNAL, "What the signer answered is no certificate of this key.");

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
            LOG.error("What came for the OCSP responder {} is no certificate of its key.", issued.responderId());
            end(issued.responderId(), issued.issuer(), NOT_OF_THIS_KEY);
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

    /** Null if it is not the certificate of this key. */
    private static @Nullable X509CertificateHolder certificate(byte[] der, byte[] csr, UUID id) {
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
        return null;
    }

    void refuse(ResponderCertificateRefused refused) {
        if (end(refused.responderId(), refused.issuer(), refused.problem())) {
            LOG.error(
                    "The signer does not certify the OCSP responder of {}: {}.",
                    refused.issuer(),
                    refused.problem().type().slug());
        }
    }

    /** Ends a wish without a certificate; false if it has ended before, or is gone. */
    private boolean end(UUID id, String issuer, Problem problem) {
        return jdbc.update(
                        "UPDATE ocsp_responder SET announce_at = NULL, problem = ?"
                                + " WHERE id = ? AND issuer = ? AND announce_at IS NOT NULL",
                        MessageJson.mapper().writeValueAsString(problem),
                        id,
                        issuer)
                == 1;
    }
}

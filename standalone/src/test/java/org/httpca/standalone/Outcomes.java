package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

/** What must hold on both sides of the broker, once everything is done. */
final class Outcomes {
    private static final String CERTIFICATES =
            "SELECT request_id || ' ' || issuer || ' ' || serial || ' ' || encode(sha256(der), 'hex') FROM certificate"
                    + " WHERE request_id IS NOT NULL ORDER BY 1";

    private Outcomes() {}

    /** Each of these requests has one certificate, the same one on both sides; no other request has any. */
    static void oneCertificateEach(List<String> issued, Path data) throws Exception {
        oneCertificateEach(issued, Tables.web(data), Tables.signer(data));
        IssuedCertificates.keep(data);
    }

    static void oneCertificateEach(List<String> issued, Tables web, Tables signer) throws Exception {
        assertThat(web.lines("SELECT id FROM request WHERE status = 'issued'"))
                .as("issued, for the web side")
                .containsExactlyInAnyOrderElementsOf(issued);
        assertThat(signer.lines("SELECT id FROM request WHERE outcome = 'Issued'"))
                .as("issued, for the signer")
                .containsExactlyInAnyOrderElementsOf(issued);
        List<String> certificates = web.lines(CERTIFICATES);
        assertThat(certificates)
                .as("the certificates of the web side")
                .isEqualTo(signer.lines(CERTIFICATES))
                .extracting(line -> line.substring(0, line.indexOf(' ')))
                .containsExactlyInAnyOrderElementsOf(issued);
        assertThat(signer.lines("SELECT DISTINCT serial FROM certificate WHERE request_id IS NOT NULL"))
                .as("serial numbers")
                .hasSameSizeAs(issued);
        assertThat(signer.lines("SELECT request_id FROM audit WHERE event = 'certificate-issued'"))
                .as("entries of the audit log that say so")
                .containsExactlyInAnyOrderElementsOf(issued);
    }

    /** Nothing was refused or could not be sent, and the audit log is whole. */
    static void nothingWentWrong(Path data) throws Exception {
        nothingWentWrong(Tables.web(data), Tables.signer(data), Journeys.approval(data, List.of("audit", "verify")));
    }

    /** @param audit what {@code approval audit verify} said */
    static void nothingWentWrong(Tables web, Tables signer, Journeys.Said audit) throws Exception {
        assertThat(web.lines("SELECT reason FROM parked")).isEmpty();
        assertThat(signer.lines("SELECT reason FROM parked")).isEmpty();
        assertThat(signer.count("request WHERE tampered_at IS NOT NULL")).isZero();
        assertThat(audit.code()).as(audit.text()).isZero();
    }
}

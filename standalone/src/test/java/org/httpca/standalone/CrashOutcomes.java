package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

/** What must hold of requests whose fates are known, once everything is done: each has its one outcome. */
final class CrashOutcomes {
    private CrashOutcomes() {}

    /** @param accepted ids by the number that says their fate */
    static void check(Production production, Map<Integer, String> accepted) throws Exception {
        Tables web = production.webTables();
        Tables signer = production.signerTables();
        List<String> wanted = accepted.entrySet().stream()
                .map(request -> request.getValue() + " " + Fate.mixed(request.getKey()).outcome)
                .toList();
        assertThat(web.lines("SELECT id || ' ' || status FROM request"))
                .as("outcomes, for the web side")
                .containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(signer.lines("SELECT id || ' ' || lower(outcome) FROM request"))
                .as("outcomes, for the signer")
                .containsExactlyInAnyOrderElementsOf(wanted);
        List<String> issued = accepted.entrySet().stream()
                .filter(request -> Fate.mixed(request.getKey()).outcome.equals("issued"))
                .map(Map.Entry::getValue)
                .toList();
        Outcomes.oneCertificateEach(issued, web, signer);
        assertThat(signer.lines("SELECT request_id FROM intent"))
                .as("what was written down before it was signed")
                .containsExactlyInAnyOrderElementsOf(issued);
        Outcomes.nothingWentWrong(web, signer, production.approval("audit", "verify"));
    }
}

package org.httpca.lint;

import java.util.ArrayList;
import java.util.List;
import org.httpca.lint.rfc5280.Findings;

/** Gathers findings under the name of the lint that is running. Makes no list until there is something to put in. */
final class Collected implements Findings {
    private final Severity recommended;
    private List<Finding> findings = List.of();
    private String lint = "";
    private String citation = "";

    /** @param recommended how bad it is to be against a recommendation */
    Collected(Severity recommended) {
        this.recommended = recommended;
    }

    void running(String lint, String citation) {
        this.lint = lint;
        this.citation = citation;
    }

    @Override
    public void error(String message) {
        add(Severity.ERROR, message);
    }

    @Override
    public void recommended(String message) {
        add(recommended, message);
    }

    @Override
    public void notice(String message) {
        add(Severity.NOTICE, message);
    }

    @Override
    public void warning(String message) {
        add(Severity.WARNING, message);
    }

    List<Finding> findings() {
        return findings;
    }

    boolean stops() {
        for (Finding finding : findings) {
            if (finding.severity() == Severity.ERROR) {
                return true;
            }
        }
        return false;
    }

    private void add(Severity severity, String message) {
        if (findings.isEmpty()) {
            findings = new ArrayList<>();
        }
        findings.add(new Finding(lint, severity, message, citation));
    }
}

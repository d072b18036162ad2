package org.httpca.pki;

import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;

/** What is wrong with a text that is no DNS name, for whoever wrote it: the first reason that a person would name. */
final class DnsNameRefusal {
    private static final int SHOWN = 80;

    private DnsNameRefusal() {}

    static Problem of(String name) {
        return new Problem(ProblemType.REJECTED_IDENTIFIER, "'" + Printable.text(name, SHOWN) + "' " + reason(name));
    }

    static Problem ofLabel(String defect) {
        return new Problem(
                ProblemType.REJECTED_IDENTIFIER,
                "The label " + defect
                        + " (IDNA 2008). Ask for the name as the domain's registry writes it in letters, digits and hyphens.");
    }

    private static String reason(String name) {
        if (name.indexOf('@') >= 0) {
            return "is an e-mail address, not a DNS name. Ask for the names of hosts.";
        }
        if (name.length() > DnsNames.MAX_NAME + 1) {
            return "has " + name.length() + " characters; a DNS name has " + DnsNames.MAX_NAME + " at most.";
        }
        if (name.indexOf('*') >= 0) {
            return "has a '*' that is not its whole left-most label, as in *.example.org.";
        }
        if (name.codePoints().anyMatch(c -> c > 0x7f)) {
            return "has characters that DNS does not carry. Ask for its A-label form, such as xn--bcher-kva.example.";
        }
        return "is not a DNS name: labels of letters, digits and hyphens, up to 63 characters each, the last not of digits"
                + " alone.";
    }
}

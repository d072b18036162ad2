package org.httpca.lint.baseline;

import org.bouncycastle.asn1.x509.GeneralName;
import org.httpca.lint.rfc5280.AlternativeNames;
import org.httpca.lint.rfc5280.CertificateLint;
import org.httpca.lint.rfc5280.Findings;
import org.httpca.lint.subject.CertificateUnderLint;

final class AlternativeNameKinds implements CertificateLint {

    @Override
    public String name() {
        return "alternative-name-kinds";
    }

    @Override
    public String citation() {
        return "CA/Browser Forum Baseline Requirements, section 7.1.2.7.12; RFC 5280, section 4.2.1.6";
    }

    @Override
    public String rule() {
        return "A server is named by DNS names and IP addresses; nothing is named by an X.400 address, an "
                + "EDI party or a registered ID.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {
        boolean server = Purposes.server(c.certificate());
        for (GeneralName name : AlternativeNames.of(c.certificate())) {
            switch (name.getTagNo()) {
                case GeneralName.dNSName, GeneralName.iPAddress -> {}
                case GeneralName.x400Address, GeneralName.ediPartyName, GeneralName.registeredID ->
                    out.recommended("has a name of a kind that nobody reads");
                default -> {
                    if (server) {
                        out.recommended("names a server by something else than a DNS name or an IP address");
                    }
                }
            }
        }
    }
}

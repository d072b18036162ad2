package org.httpca.web.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x500.style.RFC4519Style;
import org.httpca.pki.DistinguishedNames;
import org.httpca.web.issuer.IssuerView;

/**
 * A CA certificate on the page of the trust anchors.
 *
 * @param name its short name, which stands in addresses
 * @param sha256 the fingerprint, in groups
 */
record IssuerCard(
        String name,
        String heading,
        boolean root,
        String path,
        String key,
        List<String> sha256,
        Moment from,
        Moment until,
        List<String> files) {

    static IssuerCard of(IssuerView view) {
        List<String> files = new ArrayList<>(List.of("cert.pem", "cert.cer"));
        if (!view.chainForServers().isEmpty()) {
            files.add("chain.pem");
        }
        for (int place = 2; !view.alternate(place).isEmpty(); place++) {
            files.add("chain-" + place + ".pem");
        }
        files.add("cert.pem.txt");
        if (view.crl().isPresent()) {
            files.add("crl.crl");
        }
        return new IssuerCard(
                view.name(),
                heading(view),
                view.root(),
                "/ca/" + view.name(),
                view.keyLabel(),
                Fingerprint.of("sha256", "SHA-256", view.certificate().toArray())
                        .groups(),
                new Moment(view.notBefore()),
                new Moment(view.notAfter()),
                List.copyOf(files));
    }

    /** What people call it: its common name, where it has one. */
    private static String heading(IssuerView view) {
        RDN[] names = DistinguishedNames.parse(view.subject()).getRDNs(RFC4519Style.cn);
        String name = names.length == 0
                ? view.subject()
                : IETFUtils.valueToString(names[0].getFirst().getValue());
        return Objects.requireNonNullElse(Shown.line(name), view.name());
    }
}

package org.httpca.signer.setup;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.httpca.pki.Printable;
import org.httpca.pki.SubjectKey;
import org.httpca.signer.key.pkcs12.IssuingKeystore;

/** The issuers of all signers, a line each. */
final class IssuerTable {
    private static final String FORMAT = "%-16s %-14s %-20s %-24s %s%n";
    private static final int LONGEST = 200;

    private IssuerTable() {}

    static String of(List<SignerCa> signers) {
        Set<String> names = new LinkedHashSet<>();
        signers.forEach(signer -> names.addAll(signer.names()));
        StringBuilder table = new StringBuilder(FORMAT.formatted("issuer", "key", "until", "signers", "certificate"));
        for (String name : names) {
            List<String> folders = new ArrayList<>();
            IssuingKeystore keystore = null;
            for (SignerCa signer : signers) {
                if (signer.has(name)) {
                    folders.add(signer.instance());
                    keystore = signer.load(name);
                }
            }
            IssuingKeystore requested = signers.get(0).requested(name).orElse(null);
            if (keystore != null) {
                table.append(FORMAT.formatted(
                        name,
                        key(keystore),
                        keystore.certificate().getNotAfter().toInstant().truncatedTo(ChronoUnit.SECONDS),
                        String.join(",", folders),
                        line(keystore.certificate().getSubject() + " by "
                                + keystore.certificate().getIssuer())));
            }
            if (requested != null) {
                table.append(FORMAT.formatted(
                        name,
                        key(requested),
                        "requested",
                        "",
                        line("" + requested.certificate().getSubject())));
            }
        }
        return table.toString();
    }

    private static String key(IssuingKeystore keystore) {
        return SubjectKey.of(keystore.certificate().getSubjectPublicKeyInfo()).label();
    }

    private static String line(String text) {
        return Printable.text(text, LONGEST);
    }
}

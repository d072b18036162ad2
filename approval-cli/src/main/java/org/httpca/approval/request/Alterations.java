package org.httpca.approval.request;

import java.util.ArrayList;
import java.util.List;
import org.httpca.approval.terminal.Times;
import org.httpca.message.RequestCertificate;
import org.jspecify.annotations.Nullable;

/**
 * Where a row's columns say something else than its command. The signer writes both from one message, so they differ only if
 * somebody wrote to the database.
 */
final class Alterations {
    private final List<String> found = new ArrayList<>();

    private Alterations() {}

    static List<String> between(StoredRequest row, RequestCertificate command) {
        Alterations alterations = new Alterations();
        if (row.tamperedAt() != null) {
            alterations.found.add("The signer found this row altered at " + Times.at(row.tamperedAt()) + ".");
        }
        alterations.compare("id", row.id().toString(), command.requestId().toString());
        alterations.compare("profile", row.profile(), command.profile());
        alterations.compare("source", row.source(), command.source());
        alterations.compare(
                "names",
                String.join(", ", row.identifiers().stream().sorted().toList()),
                String.join(", ", ExaminedRequest.names(command)));
        if (row.proofSha256() != null
                && !row.proofSha256().equals(command.proof().bytes().sha256())) {
            alterations.found.add("The row's fingerprint of the CSR is not that of the CSR in the command.");
        }
        return alterations.found;
    }

    private void compare(String what, @Nullable String inRow, String inCommand) {
        if (inRow != null && !inRow.equals(storable(inCommand))) {
            found.add("The row says " + what + " " + inRow + ", the command says " + inCommand + ".");
        }
    }

    /** PostgreSQL's text cannot hold U+0000, so the signer leaves it out of the columns. */
    static String storable(String text) {
        return text.replace("\0", "");
    }
}

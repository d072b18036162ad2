package org.httpca.signer.clearance;

import java.util.List;
import org.httpca.message.RequestCertificate;
import org.httpca.pki.Identifier;
import org.httpca.signer.request.StoredRequest;
import org.jspecify.annotations.Nullable;

/** Does a row say beside its command what the command says? People read the columns. */
final class RowContent {

    private RowContent() {}

    /** The row's command; null if there is none, or if the columns beside it tell another story. */
    static @Nullable RequestCertificate command(StoredRequest row) {
        RequestCertificate command = row.readCommand();
        return command != null
                        && command.requestId().equals(row.id())
                        && command.profile().equals(row.profile())
                        && names(command).equals(row.identifiers())
                        && command.proof().bytes().sha256().equals(row.proofSha256())
                ? command
                : null;
    }

    private static List<String> names(RequestCertificate command) {
        return command.identifiers().stream().map(Identifier::value).toList();
    }
}

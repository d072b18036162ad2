package org.httpca.signer.request;

import java.util.List;
import java.util.UUID;
import org.httpca.pki.Octets;
import org.jspecify.annotations.Nullable;

/**
 * A request as the accept stage leaves it, before it is a row.
 *
 * @param command the JSON of the command
 * @param subject for people; RFC 4514 text of the PKCS#10's subject, null if it could not be read
 * @param standing where the policy put it
 * @param lease of whoever prepares it in the same transaction; null if it is to wait
 */
public record NewRequest(
        UUID id,
        String command,
        Octets proofSha256,
        String profile,
        @Nullable String subject,
        List<String> identifiers,
        @Nullable String requester,
        @Nullable String source,
        Standing standing,
        @Nullable Lease lease) {}

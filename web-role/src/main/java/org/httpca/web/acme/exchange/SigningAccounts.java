package org.httpca.web.acme.exchange;

import java.util.Optional;
import java.util.UUID;
import org.httpca.acme.jws.AccountKey;

/** Whose keys sign. The accounts implement it. */
public interface SigningAccounts {
    Optional<Signer> find(UUID id);

    /** An account, as far as an exchange needs to know it. */
    record Signer(UUID id, AccountKey key, boolean valid) {}
}

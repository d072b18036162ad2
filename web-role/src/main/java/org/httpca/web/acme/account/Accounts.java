package org.httpca.web.acme.account;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.httpca.acme.jws.AccountKey;
import org.httpca.acme.problem.AcmeProblemType;
import org.httpca.acme.problem.AcmeRefusedException;
import org.httpca.envelope.UuidSource;
import org.httpca.web.acme.exchange.SigningAccounts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** All accounts. */
class Accounts implements SigningAccounts {
    private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);

    private final TransactionTemplate transaction;
    private final AccountRows rows;
    private final ExternalKeys externalKeys;
    private final UuidSource ids;
    private final Clock clock;

    Accounts(
            TransactionTemplate transaction, AccountRows rows, ExternalKeys externalKeys, UuidSource ids, Clock clock) {
        this.transaction = transaction;
        this.rows = rows;
        this.externalKeys = externalKeys;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Optional<Signer> find(UUID id) {
        return rows.byId(id).map(account -> new Signer(account.id(), account.key(), account.isValid()));
    }

    Account get(UUID id) {
        return rows.byId(id).orElseThrow();
    }

    Optional<Account> of(AccountKey key) {
        return rows.byKey(key);
    }

    /** The account of this key and whether it is new: of two calls at once, one makes it. */
    Made make(AccountKey key, List<String> contacts, boolean agreed, @Nullable String externalKid, String source) {
        Account account = new Account(ids.get(), key, Account.VALID, contacts, agreed);
        Boolean made = transaction.execute(status -> {
            if (!rows.insert(account, externalKid, source, clock.instant().truncatedTo(ChronoUnit.MICROS))) {
                return false;
            }
            if (externalKid != null && !externalKeys.use(externalKid)) {
                throw AcmeRefusedException.of(
                        AcmeProblemType.UNAUTHORIZED, "The external account's key was used or revoked meanwhile.");
            }
            return true;
        });
        if (Objects.requireNonNull(made)) {
            LOG.info("ACME account {} was made from {}.", account.id(), source);
            return new Made(account, true);
        }
        return new Made(rows.byKey(key).orElseThrow(), false);
    }

    /** An account, and whether it was made now. */
    record Made(Account account, boolean isNew) {}

    void contacts(UUID id, List<String> contacts) {
        rows.contacts(id, contacts);
    }

    void agree(UUID id) {
        rows.agree(id, clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    void deactivate(UUID id) {
        rows.deactivate(id);
        LOG.info("ACME account {} was deactivated by its holder.", id);
    }

    /** False if it cannot be: another account has the key, or this one's was changed meanwhile. */
    boolean changeKey(UUID id, AccountKey before, AccountKey after) {
        boolean changed = rows.changeKey(id, before, after);
        if (changed) {
            LOG.info("ACME account {} has the key {} now.", id, after.thumbprint());
        }
        return changed;
    }
}

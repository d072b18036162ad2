package org.httpca.web.acme.account;

import java.util.UUID;
import org.httpca.web.acme.limit.AccountLimits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What operators do with accounts of ACME. It is there where ACME is off, too: what there was can still be shut. */
@Component
public class OperatedAccounts {
    private static final Logger LOG = LoggerFactory.getLogger(OperatedAccounts.class);

    private final JdbcClient jdbc;
    private final ObjectProvider<AccountLimits> limits;

    /** @param limits none where ACME is off */
    OperatedAccounts(JdbcClient jdbc, ObjectProvider<AccountLimits> limits) {
        this.jdbc = jdbc;
        this.limits = limits;
    }

    /**
     * From now on the account signs nothing (RFC 8555, section 7.1.6: revoked), and its key makes no other; its orders and authorizations are of use to nobody. What is
     * with the signer goes on, and certificates stay. Revoking twice is revoking once.
     *
     * @param by the operator's principal
     * @return false if there is no such account
     */
    public boolean revoke(UUID account, String by) {
        boolean known = jdbc.sql("update acme_account set status = 'revoked' where id = ?")
                        .param(account)
                        .update()
                == 1;
        if (known) {
            LOG.info("ACME account {} was revoked by {}.", account, by);
        }
        return known;
    }

    /**
     * Lifts the limits of an account, or has them hold again.
     *
     * @param by the operator's principal
     * @return false if there is no such account
     */
    public boolean unlimited(UUID account, boolean unlimited, String by) {
        boolean known = jdbc.sql("update acme_account set unlimited = ? where id = ?")
                        .params(unlimited, account)
                        .update()
                == 1;
        limits.ifAvailable(them -> them.changed(account));
        if (known) {
            LOG.info("ACME account {} has {} now, by {}.", account, unlimited ? "no limits" : "the limits of all", by);
        }
        return known;
    }
}

package org.httpca.web.acme.account;

import java.util.UUID;
import org.httpca.web.acme.WhereAcmeIsOn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What an operator does to an account (RFC 8555, section 7.1.6): it is revoked, for good. */
@Component
@WhereAcmeIsOn
public class AccountRevocation {
    private static final Logger LOG = LoggerFactory.getLogger(AccountRevocation.class);

    private final JdbcClient jdbc;

    AccountRevocation(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Revokes it: nothing that its key signs is taken from now on.
     *
     * @param by the operator's principal
     * @return false if it is not valid, or there is none
     */
    public boolean revoke(UUID account, String by) {
        boolean revoked = jdbc.sql("update acme_account set status = 'revoked' where id = ? and status = 'valid'")
                        .param(account)
                        .update()
                == 1;
        if (revoked) {
            LOG.info("ACME account {} was revoked by {}.", account, by);
        }
        return revoked;
    }
}

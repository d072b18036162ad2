package org.httpca.web;

import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.httpca.problem.Result;
import org.httpca.web.acme.account.ExternalKeys;
import org.httpca.web.acme.account.ExternalKeys.KeyView;
import org.httpca.web.acme.account.ExternalKeys.NewKey;
import org.httpca.web.settings.WebSettings;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * {@code acme-key create NAME | list | revoke NAME}: keys that let somebody make one ACME account (RFC 8555, section 7.3.4). Exit codes: 0 done, 1
 * refused, 2 usage.
 */
final class AcmeKeyCommand {
    private final ExternalKeys keys;
    private final PrintStream out;
    private final PrintStream err;

    AcmeKeyCommand(ExternalKeys keys, PrintStream out, PrintStream err) {
        this.keys = keys;
        this.out = out;
        this.err = err;
    }

    static int run(WebSettings settings, List<String> words, PrintStream out, PrintStream err) {
        JdbcClient jdbc = JdbcClient.create(WebDatabase.unpooled(settings));
        try {
            ExternalKeys keys = new ExternalKeys(jdbc, new SecureRandom(), Clock.systemUTC());
            return new AcmeKeyCommand(keys, out, err).run(words);
        } catch (CannotGetJdbcConnectionException e) {
            err.println(
                    "The web database cannot be reached: it does not run, or httpca.database is not what it should be.");
            return 1;
        }
    }

    int run(List<String> words) {
        if (words.equals(List.of("list"))) {
            keys.list().forEach(key -> out.println(line(key)));
            return 0;
        }
        if (words.size() == 2 && words.get(0).equals("create")) {
            return said(keys.create(words.get(1)).map(AcmeKeyCommand::lines));
        }
        if (words.size() == 2 && words.get(0).equals("revoke")) {
            return said(keys.revoke(words.get(1)).map(name -> "revoked " + name));
        }
        err.println(CommandLine.USAGE);
        return 2;
    }

    /** Under the names that clients ask for it by. */
    private static String lines(NewKey key) {
        return "kid: " + key.kid() + System.lineSeparator() + "hmac-key: " + key.hmacKey();
    }

    private static String line(KeyView key) {
        String state = key.revokedAt() != null
                ? "revoked"
                : key.usedAt() != null ? "has its account" : "waits for its account";
        return key.name() + "  " + key.kid() + "  " + key.madeAt().truncatedTo(ChronoUnit.SECONDS) + "  " + state;
    }

    private int said(Result<String> result) {
        if (result instanceof Result.Refused<String> refused) {
            err.println(refused.problem().detail());
            return 1;
        }
        out.println(result.orElseThrow());
        return 0;
    }
}

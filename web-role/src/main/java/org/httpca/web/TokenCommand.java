package org.httpca.web;

import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.httpca.pki.Printable;
import org.httpca.problem.Result;
import org.httpca.web.settings.WebSettings;
import org.httpca.web.token.Scope;
import org.httpca.web.token.Tokens;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code token create NAME [--scope S …] | list [--json] | revoke NAME}. Exit codes: 0 done, 1 refused, 2 usage. */
final class TokenCommand {
    private final Tokens tokens;
    private final PrintStream out;
    private final PrintStream err;

    private TokenCommand(Tokens tokens, PrintStream out, PrintStream err) {
        this.tokens = tokens;
        this.out = out;
        this.err = err;
    }

    static int run(WebSettings settings, List<String> words, PrintStream out, PrintStream err) {
        JdbcClient jdbc = JdbcClient.create(WebDatabase.unpooled(settings));
        try {
            return new TokenCommand(new Tokens(jdbc, new SecureRandom(), Clock.systemUTC()), out, err).run(words);
        } catch (CannotGetJdbcConnectionException e) {
            err.println(
                    "The web database cannot be reached: it does not run, or httpca.database is not what it should be.");
            return 1;
        }
    }

    private int run(List<String> words) {
        String verb = words.isEmpty() ? "" : words.get(0);
        List<String> rest = words.subList(Math.min(1, words.size()), words.size());
        if (verb.equals("list") && (rest.isEmpty() || rest.equals(List.of("--json")))) {
            out.print(rest.isEmpty() ? TokenLists.table(tokens.list()) : TokenLists.json(tokens.list()));
            return 0;
        }
        if (verb.equals("revoke") && rest.size() == 1) {
            return said(tokens.revoke(rest.get(0)).map(token -> "revoked " + token.name()));
        }
        if (verb.equals("create") && !rest.isEmpty() && !rest.get(0).startsWith("-")) {
            return create(rest.get(0), rest.subList(1, rest.size()));
        }
        return usage();
    }

    private int create(String name, List<String> options) {
        List<String> words = scopeWords(options);
        if (words == null) {
            return usage();
        }
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String word : words) {
            Optional<Scope> scope = Scope.ofWord(word);
            if (scope.isEmpty()) {
                err.println("There is no scope '" + Printable.text(word, 64) + "'. Scopes: " + Scope.words() + ".");
                return 2;
            }
            scopes.add(scope.get());
        }
        return said(tokens.create(name, scopes.isEmpty() ? EnumSet.of(Scope.SUBMIT, Scope.READ) : scopes));
    }

    private int usage() {
        err.println(CommandLine.USAGE);
        err.println("Scopes: " + Scope.words() + "; submit and read where none is named.");
        return 2;
    }

    private int said(Result<String> result) {
        if (result instanceof Result.Refused<String> refused) {
            err.println(refused.problem().detail());
            return 1;
        }
        out.println(result.orElseThrow());
        return 0;
    }

    /** Those named; null for what is no list of scopes. */
    private static @Nullable List<String> scopeWords(List<String> options) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < options.size(); i++) {
            String option = options.get(i);
            if (option.equals("--scope") && i + 1 < options.size()) {
                words.add(options.get(++i));
            } else if (option.startsWith("--scope=")) {
                words.add(option.substring("--scope=".length()));
            } else {
                return null;
            }
        }
        return words;
    }
}

package org.httpca.web;

import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.httpca.problem.Result;
import org.httpca.web.settings.WebSettings;
import org.httpca.web.token.Scope;
import org.httpca.web.token.TokenView;
import org.httpca.web.token.Tokens;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code token create NAME [--scope S …] | list | revoke NAME}. Exit codes: 0 done, 1 refused, 2 usage. */
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
        return new TokenCommand(new Tokens(jdbc, new SecureRandom(), Clock.systemUTC()), out, err).run(words);
    }

    private int run(List<String> words) {
        String verb = words.isEmpty() ? "" : words.get(0);
        if (verb.equals("list") && words.size() == 1) {
            tokens.list().forEach(token -> out.println(line(token)));
            return 0;
        }
        if (verb.equals("revoke") && words.size() == 2) {
            return said(tokens.revoke(words.get(1)).map(TokenCommand::line));
        }
        if (verb.equals("create") && words.size() >= 2) {
            Set<Scope> scopes = scopes(words.subList(2, words.size()));
            if (scopes != null) {
                return said(tokens.create(words.get(1), scopes));
            }
        }
        err.println(CommandLine.USAGE);
        err.println("Scopes: "
                + EnumSet.allOf(Scope.class).stream().map(Scope::word).collect(Collectors.joining(", ")));
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

    /** Those named, by default submit and read; null for a word that is none. */
    private static @Nullable Set<Scope> scopes(List<String> options) {
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
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String word : words) {
            Optional<Scope> scope = Scope.ofWord(word);
            if (scope.isEmpty()) {
                return null;
            }
            scopes.add(scope.get());
        }
        return scopes.isEmpty() ? EnumSet.of(Scope.SUBMIT, Scope.READ) : scopes;
    }

    private static String line(TokenView token) {
        String scopes = token.scopes().stream().map(Scope::word).collect(Collectors.joining(","));
        return token.name() + "\t" + scopes + "\t" + token.createdAt()
                + (token.revokedAt() == null ? "" : "\trevoked " + token.revokedAt());
    }
}

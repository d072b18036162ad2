package org.httpca.standalone;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.httpca.web.WebRole;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./httpca token}: the bearer tokens of a running standalone. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Bearer tokens of the JSON API: create NAME [--scope SCOPE …], list [--json], revoke NAME.")
final class TokenCommand implements Callable<Integer> {

    @Mixin
    private final WebTarget target = new WebTarget();

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            description = "submit, read or operator: what it is good for; may be repeated (default: submit and read).")
    private List<String> scopes = List.of();

    @Option(names = "--json", description = "With list: as JSON.")
    private boolean json;

    @Parameters(
            index = "0",
            paramLabel = "VERB",
            completionCandidates = Verbs.class,
            description = "${COMPLETION-CANDIDATES}")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String verb;

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "The token's, for create and revoke.")
    private @Nullable String name;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private static final class Verbs implements Iterable<String> {
        private static final List<String> ALL = List.of("create", "list", "revoke");

        @Override
        public Iterator<String> iterator() {
            return ALL.iterator();
        }
    }

    @Override
    public Integer call() {
        if (!Verbs.ALL.contains(verb)) {
            throw new ParameterException(
                    spec.commandLine(), "'" + verb + "' is none of " + String.join(", ", Verbs.ALL) + ".");
        }
        List<String> all = new ArrayList<>(List.of(verb));
        if (name != null) {
            all.add(name);
        }
        scopes.forEach(scope -> all.addAll(List.of("--scope", scope)));
        if (json) {
            all.add("--json");
        }
        return target.run("token.log", System.err, web -> WebRole.token(web, all, System.out, System.err));
    }
}

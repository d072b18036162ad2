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
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./httpca acme-key}: keys for external account binding (RFC 8555, section 7.3.4) at a running standalone. */
@Command(
        name = "acme-key",
        mixinStandardHelpOptions = true,
        description = "Keys that let somebody make one ACME account each: create NAME, list, revoke NAME.")
final class AcmeKeyCommand implements Callable<Integer> {

    @Mixin
    private final WebTarget target = new WebTarget();

    @Parameters(
            index = "0",
            paramLabel = "VERB",
            completionCandidates = Verbs.class,
            description = "${COMPLETION-CANDIDATES}")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String verb;

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "The key's, for create and revoke.")
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
        List<String> words = new ArrayList<>(List.of(verb));
        if (name != null) {
            words.add(name);
        }
        return target.run("acme-key.log", System.err, web -> WebRole.acmeKey(web, words, System.out, System.err));
    }
}

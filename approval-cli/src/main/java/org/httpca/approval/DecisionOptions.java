package org.httpca.approval;

import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What {@code approve} and {@code reject} have in common: which requests are meant, and how they are asked about. */
final class DecisionOptions {
    @Parameters(paramLabel = "ID", arity = "0..*", description = "ids, or unambiguous beginnings of them")
    private List<String> ids = List.of();

    @Mixin
    final FilterOptions filters = new FilterOptions();

    @Mixin
    final LimitOption limit = new LimitOption();

    @Option(names = "--yes", description = "do not ask; without a terminal, options instead of IDs need it")
    boolean yes;

    @Option(names = "--take-over", description = "even if another administrator has claimed it")
    boolean takeOver;

    @Option(names = "--json", description = "a JSON array, an object for each request")
    boolean json;

    @Mixin
    final WaitOption wait = new WaitOption();

    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    /** The IDs that were typed; empty if options say which requests are meant. */
    List<String> ids() {
        boolean asks = filters.filter().asks();
        if (ids.isEmpty() && !asks) {
            throw wrong(command.name() + " takes IDs, or options that say which requests: --profile, --name, …");
        }
        if (!ids.isEmpty() && (asks || limit.number() != null)) {
            throw wrong("IDs and options that say which requests do not go together");
        }
        return ids;
    }

    ParameterException wrong(String line) {
        return new ParameterException(command.commandLine(), line);
    }
}

package org.httpca.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./httpca token}: the bearer tokens of a running standalone. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Bearer tokens of the JSON API: create NAME [--scope S …], list [--json], revoke NAME.")
final class TokenCommand implements Callable<Integer> {

    @Option(names = "--data", description = "The data folder (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Option(names = "--scope", description = "What the token is good for; may be repeated.")
    private List<String> scopes = List.of();

    @Option(names = "--json", description = "With list: as JSON.")
    private boolean json;

    @Option(names = "--config", description = "A web role's configuration folder, instead of a running standalone.")
    private @Nullable Path config;

    @Parameters(arity = "1..2", description = "create NAME, list, or revoke NAME")
    private List<String> words = List.of();

    @Override
    public Integer call() {
        List<String> all = new ArrayList<>(words);
        scopes.forEach(scope -> all.addAll(List.of("--scope", scope)));
        if (json) {
            all.add("--json");
        }
        Path folder = config;
        if (folder != null) {
            return OperatorToken.commandOf(folder.toAbsolutePath(), all, System.out, System.err);
        }
        Logging.toFile(data.resolve("logs").resolve("token.log"));
        if (!Files.exists(data.resolve("installation.json"))) {
            System.err.println("httpca: there is no installation in " + data + ". Start one with './httpca start'.");
            return 1;
        }
        return OperatorToken.command(data.toAbsolutePath(), all, System.out, System.err);
    }
}

package org.httpca.approval;

import java.util.concurrent.Callable;
import org.httpca.approval.exit.CommandFailed;
import org.httpca.approval.exit.ExitCode;
import org.httpca.approval.request.ExaminedRequest;
import org.httpca.order.Action;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code approve ID…}, or {@code approve --profile server --name .dev.example.org} with a preview. */
@Command(
        name = "approve",
        description = "Approves requests. With several, the exit code is the highest of theirs.",
        sortOptions = false)
final class ApproveCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final DecisionOptions options = new DecisionOptions();

    @Option(
            names = "--fingerprint",
            paramLabel = "SHA256",
            description = "approve only if the CSR's DER has this SHA-256; takes one ID")
    private @Nullable String fingerprint;

    ApproveCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String expected = fingerprint == null ? null : Fingerprint.parse(fingerprint);
        if (fingerprint != null && (expected == null || options.ids().size() != 1)) {
            throw options.wrong("--fingerprint takes 64 hexadecimal digits, and goes with one ID");
        }
        return new Deciding(session, Action.APPROVE, null, options)
                .run(request -> check(request, expected))
                .number();
    }

    private static void check(ExaminedRequest request, @Nullable String expected) {
        if (expected != null && !expected.equals(request.csrFingerprint())) {
            throw new CommandFailed(
                    ExitCode.REFUSED,
                    request.row().shortId() + ": not stored: the fingerprint does not match, its CSR has "
                            + request.csrFingerprint() + ".");
        }
    }
}

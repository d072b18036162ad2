package org.httpca.approval.terminal;

import java.io.Console;
import org.httpca.approval.exit.CommandFailed;
import org.httpca.approval.exit.ExitCode;
import org.httpca.pki.pkcs11.TokenSlot;

/** Asks for a token's PIN, which is not shown while it is typed. */
public final class PinQuestion {
    private PinQuestion() {}

    /** The PIN, for the caller to overwrite; without one the command ends. */
    public static char[] ask(TokenSlot slot) {
        Console console = System.console();
        char[] pin = console == null ? null : console.readPassword("PIN of the token in %s: ", slot);
        if (pin == null || pin.length == 0) {
            throw new CommandFailed(ExitCode.ERROR, "Without its PIN the token signs nothing.");
        }
        return pin;
    }
}

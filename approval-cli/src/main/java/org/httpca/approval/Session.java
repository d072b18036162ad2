package org.httpca.approval;

import static java.util.Objects.requireNonNull;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;
import org.httpca.approval.database.SignerDatabase;
import org.httpca.approval.exit.CommandFailed;
import org.httpca.approval.exit.ExitCode;
import org.httpca.approval.settings.KeyInToken;
import org.httpca.approval.settings.SecretFile;
import org.httpca.approval.settings.Settings;
import org.httpca.approval.terminal.Answers;
import org.httpca.approval.terminal.PinQuestion;
import org.httpca.approval.terminal.Style;
import org.httpca.approval.terminal.VisibleText;
import org.httpca.envelope.MessagingTrust;
import org.httpca.order.AdministratorKey;
import org.httpca.pki.NotSignedException;
import org.httpca.pki.pkcs11.Token;
import org.httpca.pki.pkcs11.TokenException;
import org.httpca.pki.pkcs11.TokenPin;
import org.jspecify.annotations.Nullable;

/** What every command works with: streams, clock, settings, and the doors to the database and to the administrator's key. */
final class Session {
    private final PrintStream out;
    private final PrintStream err;
    private final Clock clock;
    private Style style;
    private final boolean person;
    private final Supplier<Answers> answers;
    private Path folder;
    private @Nullable Settings settings;
    private @Nullable AdministratorKey key;

    /** @param person whether somebody sits at a terminal and can be asked */
    Session(
            PrintStream out,
            PrintStream err,
            Clock clock,
            Style style,
            boolean person,
            Supplier<Answers> answers,
            Path folder) {
        this.out = out;
        this.err = err;
        this.clock = clock;
        this.style = style;
        this.person = person;
        this.answers = answers;
        this.folder = folder;
    }

    PrintStream out() {
        return out;
    }

    Clock clock() {
        return clock;
    }

    Style style() {
        return style;
    }

    void useStyle(Style chosen) {
        this.style = chosen;
    }

    /** Does somebody sit at a terminal, to be asked? */
    boolean person() {
        return person;
    }

    /** Where answers come from; made only when somebody will be asked. */
    Answers answers() {
        return answers.get();
    }

    /** One line on standard error; whatever it quotes is made visible. */
    void complain(String line) {
        err.println(style.alarm(VisibleText.of(line)));
    }

    void trace(Exception e) {
        e.printStackTrace(err);
    }

    void useFolder(Path chosen) {
        this.folder = chosen;
    }

    Settings settings() {
        Settings read = settings;
        if (read == null) {
            read = Settings.read(folder);
            settings = read;
        }
        return read;
    }

    /**
     * Every messaging CA that there was: the logs have signatures of each.
     *
     * @param wayOut what to do if the file cannot be read; follows its name
     */
    static MessagingTrust trust(Path messagingCa, String wayOut) {
        try {
            return MessagingTrust.read(messagingCa, null);
        } catch (UncheckedIOException | IllegalArgumentException e) {
            throw new CommandFailed(
                    ExitCode.ERROR, "The certificate of the messaging CA cannot be read: " + messagingCa + wayOut, e);
        }
    }

    SignerDatabase open() {
        return SignerDatabase.open(settings());
    }

    /** Opened once: a token's PIN is asked for once. */
    AdministratorKey key() {
        AdministratorKey opened = key;
        if (opened == null) {
            KeyInToken token = settings().keyInToken();
            opened = token == null
                    ? inFile(
                            requireNonNull(settings().keystore()),
                            requireNonNull(settings().passphraseFile()))
                    : inToken(token);
            key = opened;
        }
        return opened;
    }

    private static AdministratorKey inFile(Path keystore, Path passphraseFile) {
        try {
            return AdministratorKey.load(
                    keystore, SecretFile.read(passphraseFile).toCharArray());
        } catch (UncheckedIOException e) {
            throw new CommandFailed(
                    ExitCode.ERROR,
                    "Your key in " + keystore + " cannot be opened: check identity.keystore and the passphrase file "
                            + passphraseFile + ".",
                    e);
        }
    }

    private AdministratorKey inToken(KeyInToken at) {
        Path pinFile = at.pinFile();
        if (pinFile == null && !person) {
            throw new CommandFailed(
                    ExitCode.ERROR,
                    "Your token's PIN is asked for at a terminal, and here is none: set pkcs11.pin-file in "
                            + Settings.FILE + " for scripts.");
        }
        try {
            TokenPin pin = pinFile == null ? () -> PinQuestion.ask(at.slot()) : TokenPin.ofFile(pinFile);
            return AdministratorKey.inToken(Token.open(at.slot(), pin), at.label());
        } catch (TokenException | IllegalArgumentException | NotSignedException e) {
            throw new CommandFailed(ExitCode.ERROR, "Your key in the token cannot be used: " + e.getMessage(), e);
        }
    }
}

package org.httpca.signer.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.SecretKey;
import org.httpca.pki.KeyFile;
import org.httpca.pki.Octets;
import org.httpca.signer.key.pkcs12.ClearanceKeystore;
import org.httpca.signer.key.pkcs12.IssuingKeystore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./httpca setup clearance-key …}: the MAC key without which nothing is signed, where the signers' folders are. */
@Command(
        name = "clearance-key",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "renew",
        description = "Renews the key with which signers mark what was cleared for signing.")
final class ClearanceKeyCommand extends CommandGroup {

    private static final int OCTETS = 32;
    private static final int MOST_DAYS = 366;
    private static final String ISSUING = "ca.p12";
    private static final String PASSPHRASE = "ca-passphrase";

    private final Clock clock;
    private final SecureRandom random;

    ClearanceKeyCommand(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    @Command(name = "renew", description = "Makes a new key for all signers; the one before counts for a while.")
    int renew(
            @Option(
                            names = "--config",
                            paramLabel = "DIR",
                            description = "a signer's folder; repeat it: every signer needs the same key")
                    @Nullable
                    List<Path> configs,
            @Option(names = "--data", paramLabel = "DIR", description = "the standalone's data folder (default: data)")
                    @Nullable
                    Path data,
            @Option(
                            names = "--overlap",
                            defaultValue = "30",
                            paramLabel = "DAYS",
                            description =
                                    "for how long what was cleared or held with the key before still counts (default: ${DEFAULT-VALUE}); 0 if it was stolen")
                    int overlap)
            throws IOException {
        if (overlap < 0 || overlap > MOST_DAYS) {
            throw new IllegalArgumentException("--overlap is a number of days from 0 to " + MOST_DAYS + ".");
        }
        List<Path> folders = configs != null && !configs.isEmpty()
                ? configs
                : List.of((data == null ? Path.of("data") : data).resolve("signer"));
        Instant until = clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(overlap, ChronoUnit.DAYS);
        byte[] octets = new byte[OCTETS];
        random.nextBytes(octets);
        List<ClearanceKeystore> renewed = new ArrayList<>();
        for (Path folder : folders) {
            ClearanceKeystore keys = open(folder);
            if (!renewed.isEmpty()
                    && !digest(keys.key()).equals(digest(open(folders.get(0)).key()))) {
                throw new IllegalArgumentException("The signers in " + folders.get(0) + " and " + folder
                        + " have different clearance keys, so they are not of one installation. Nothing was changed.");
            }
            renewed.add(keys.renewed(octets, until));
        }
        for (int i = 0; i < folders.size(); i++) {
            Folder folder = new Folder(folders.get(i));
            Path file = ClearanceKeystore.beside(folder.file(ISSUING));
            renewed.get(i).save(file, passphrase(folder.path()));
            folder.belongs(String.valueOf(file.getFileName()));
            print("A new clearance key is in " + file + ".");
        }
        print(
                overlap == 0
                        ? "What waits for approval or signature under the one before can only be rejected, and asked for again."
                        : "What waits under the one before may be approved and signed until " + until + ".");
        print("Now restart the signer. With several, stop all of them, and start them when each has its new file.");
        return 0;
    }

    private static ClearanceKeystore open(Path folder) throws IOException {
        Path issuing = folder.resolve(ISSUING);
        if (!Files.isReadable(issuing) || !Files.isReadable(folder.resolve(PASSPHRASE))) {
            throw new IllegalArgumentException(folder + " is no signer's folder with " + ISSUING + " and " + PASSPHRASE
                    + ": name one with --config, or the data folder with --data. Nothing was changed.");
        }
        Path file = ClearanceKeystore.beside(issuing);
        if (Files.exists(file)) {
            return ClearanceKeystore.load(file, passphrase(folder));
        }
        SecretKey first = IssuingKeystore.load(issuing, passphrase(folder)).clearanceKey();
        if (first == null) {
            throw new IllegalArgumentException(issuing + " holds no clearance key: it is not a signer's.");
        }
        return ClearanceKeystore.first(first);
    }

    private static char[] passphrase(Path folder) {
        return KeyFile.readSecret(folder.resolve(PASSPHRASE));
    }

    private static Octets digest(SecretKey key) {
        return Octets.of(key.getEncoded()).sha256();
    }
}

package org.httpca.signer.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import org.httpca.order.AdministratorKey;
import org.httpca.order.Administrators;
import org.httpca.pki.pkcs11.TokenAccess;
import org.httpca.signer.administrator.AdministratorFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ./httpca setup administrator …}: {@code create} where the new administrator sits, {@code add}, {@code remove} and
 * {@code list} where the signer is. A running signer looks at its folder before it counts orders.
 */
@Command(
        name = "administrator",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(create | add | remove | list)",
        description = "Makes an administrator's key, and says whom a signer takes for one.")
final class AdministratorCommand extends CommandGroup {

    private static final String SUFFIX = ".pem";

    private final Clock clock;
    private final SecureRandom random;

    AdministratorCommand(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    @Command(
            name = "create",
            description =
                    "Makes a folder with a new key, for the administrator alone, and the public key for the signer.")
    int create(
            @Parameters(paramLabel = "NAME", description = "letters, digits and . _ @ -") String name,
            @Option(names = "--out", required = true, paramLabel = "DIR", description = "a new folder, made 0700")
                    Path out,
            @Option(
                            names = "--like",
                            paramLabel = "DIR",
                            description = "another administrator's folder: its settings are taken over")
                    @Nullable
                    Path like,
            @ArgGroup(exclusive = false, heading = "%nThe key in a token, which has to be initialised:%n") @Nullable
                    TokenOptions tokenOptions)
            throws IOException {
        if (!AdministratorKey.isName(name)) {
            throw new IllegalArgumentException("'" + name + "' is no name: letters, digits and . _ @ -");
        }
        if (Files.exists(out)) {
            throw new IllegalArgumentException(out + " is there already; nothing was changed.");
        }
        TokenAccess token = TokenOptions.access(tokenOptions);
        // what can fail with the token fails before there is a folder
        AdministratorKey key = token == null
                ? AdministratorKey.create(name, clock, random)
                : AdministratorKey.create(name, token.open(), clock, random);
        Folder folder = Folder.make(out);
        if (token == null) {
            key.save(folder.file(name + ".p12"), folder.secret(name + ".passphrase", new Secrets(random)));
        }
        folder.publish(name + SUFFIX, key.publicKeyPem());
        if (like != null) {
            String another = Files.readString(like.resolve("approval.yml"));
            folder.write(
                    "approval.yml",
                    token == null
                            ? Settings.approvalOf(name, another)
                            : Settings.approvalInToken(name, token, another));
            folder.write("database-password", Files.readAllBytes(like.resolve("database-password")));
            folder.write("messaging-ca.pem", Files.readAllBytes(like.resolve("messaging-ca.pem")));
        }
        print(
                token == null
                        ? "Administrator '" + name + "' has a key in " + out + ", which nobody else is to have."
                        : "Administrator '" + name + "' has a key in the token in " + token.slot() + "; settings in "
                                + out + ".");
        if (token != null && like != null) {
            print("The PIN is asked for at the terminal; for scripts set pkcs11.pin-file in "
                    + out.resolve("approval.yml") + ".");
        }
        print("On each signer's machine: ./httpca setup administrator add " + out.resolve(name + SUFFIX)
                + " --config DIR");
        print("Compare its fingerprint there: " + fingerprint(folder.path(), name));
        print(
                like == null
                        ? "It needs an approval.yml as well; --like takes that of another administrator."
                        : "Then: ./httpca approval --config " + out + " list");
        return 0;
    }

    @Command(name = "add", description = "Makes the signer take orders of whoever has the key to this public key.")
    int add(
            @Parameters(paramLabel = "NAME.pem", description = "a public key; the file's name is the administrator's")
                    Path file,
            @Option(names = "--data", paramLabel = "DIR") @Nullable Path data,
            @Option(names = "--config", paramLabel = "DIR") @Nullable Path config)
            throws IOException {
        Path folder = folder(data, config);
        String name = AdministratorFolder.name(file);
        String fingerprint = AdministratorFolder.fingerprint(file);
        Path target = folder.resolve(name + SUFFIX);
        if (Files.exists(target)) {
            throw new IllegalArgumentException("'" + name + "' is an administrator already: remove that key first.");
        }
        // complete before it has its name: the signer may look at any moment
        Path draft = Files.createTempFile(
                folder,
                "." + name,
                ".draft",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(draft, Files.readAllBytes(file));
        new Folder(folder).belongs(draft.getFileName().toString());
        Files.move(draft, target);
        print("'" + name + "' is an administrator: " + fingerprint);
        print("From the next order on; each signer has such a folder.");
        return 0;
    }

    @Command(name = "remove", description = "Makes the signer count no order of this administrator any more.")
    int remove(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--data", paramLabel = "DIR") @Nullable Path data,
            @Option(names = "--config", paramLabel = "DIR") @Nullable Path config)
            throws IOException {
        Path folder = folder(data, config);
        if (!AdministratorKey.isName(name) || !Files.deleteIfExists(folder.resolve(name + SUFFIX))) {
            throw new IllegalArgumentException("there is no administrator '" + name + "' in " + folder + ".");
        }
        print("'" + name + "' is no administrator any more: from the next order on, on this signer.");
        int left = AdministratorFolder.load(folder).names().size();
        print(
                left == 0
                        ? "Nobody is left: what needs approval waits."
                        : left + (left == 1 ? " administrator is left." : " administrators are left."));
        return 0;
    }

    @Command(name = "list", description = "Lists the administrators and the SHA-256 of their public keys.")
    int list(
            @Option(names = "--data", paramLabel = "DIR") @Nullable Path data,
            @Option(names = "--config", paramLabel = "DIR") @Nullable Path config) {
        Administrators all = AdministratorFolder.load(folder(data, config));
        for (Map.Entry<String, String> each : all.fingerprints().entrySet()) {
            print(each.getValue() + "  " + each.getKey());
        }
        return 0;
    }

    private static String fingerprint(Path folder, String name) {
        return AdministratorFolder.fingerprint(folder.resolve(name + SUFFIX));
    }

    private static Path folder(@Nullable Path data, @Nullable Path config) {
        Path signer = config != null ? config : (data == null ? Path.of("data") : data).resolve("signer");
        Path folder = signer.resolve("administrators");
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    folder + " is not there: name the data folder with --data, or a signer's with --config.");
        }
        return folder;
    }
}

package org.httpca.signer.setup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.httpca.pki.KeyFile;
import org.httpca.signer.key.pkcs12.IssuingKeystore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code ./httpca setup secret renew FILE}: a new password or passphrase in one of the files that {@code setup} wrote. What it
 * protects is told by the file's name. No secret is printed.
 */
@Command(
        name = "secret",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "renew",
        description = "Renews a password or passphrase in its file, and what it opens with it.")
final class SecretCommand extends CommandGroup {

    /** What each passphrase opens, where the name does not say it. */
    private static final Map<String, List<String>> OPENS = Map.of(
            Identities.PASSPHRASE,
            List.of(Identities.KEYSTORE),
            "ca-passphrase",
            List.of("ca.p12", "clearance.p12", "requested.p12"),
            "broker-tls-passphrase",
            List.of("broker-tls.p12"));

    private static final String SUFFIX = ".passphrase";

    private static final Map<String, String> FIXED_USERS = Map.of("superuser-password", "postgres");
    private static final Pattern RUNTIME_USER =
            Pattern.compile("(?m)^ *user: *(httpca_(?:web|worker|signer|approval)) *$");
    private static final Pattern OWNER = Pattern.compile("(?m)^ *user: *(httpca_(?:web|signer)_owner) *$");

    private final SecureRandom random;

    SecretCommand(SecureRandom random) {
        this.random = random;
    }

    @Command(name = "renew", description = "Makes a new secret; says what is to be done next.")
    int renew(
            @Parameters(
                            paramLabel = "FILE",
                            description =
                                    "such as signer/ca-passphrase, worker/database-password, worker/broker-password")
                    Path file)
            throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(file + " is not there: name the file of a password or passphrase.");
        }
        Folder folder = new Folder(file.toAbsolutePath().normalize().resolveSibling(""));
        String name = String.valueOf(file.getFileName());
        List<String> keystores = name.endsWith(SUFFIX)
                ? List.of(name.substring(0, name.length() - SUFFIX.length()) + ".p12")
                : OPENS.get(name);
        if (keystores != null) {
            return renewPassphrase(folder, name, keystores);
        }
        String user = name.endsWith("-password") ? user(folder, name) : null;
        if (name.equals("broker-password")) {
            folder.write(name, Secrets.line(new Secrets(random).next()));
            print("A new password for the broker is in " + file + ". The standalone gives it to its broker when it"
                    + " starts: restart it.");
            return 0;
        }
        if (user == null) {
            throw new IllegalArgumentException("It is not known what " + file + " is for; nothing was changed.");
        }
        return renewLogin(folder, name, user);
    }

    /** The keystores first, but with the new passphrase on the disk before: a crash in between loses nothing. */
    private int renewPassphrase(Folder folder, String name, List<String> keystores) throws IOException {
        char[] before = KeyFile.readSecret(folder.file(name));
        String draft = name + ".new";
        if (Files.exists(folder.file(draft))) {
            throw new IllegalArgumentException(folder.file(draft) + " is left from a command that was stopped: if "
                    + keystores.get(0) + " opens with it, move it over " + name + "; otherwise delete it.");
        }
        List<byte[]> opened = new ArrayList<>();
        List<String> there = keystores.stream()
                .filter(keystore -> Files.exists(folder.file(keystore)))
                .toList();
        if (there.isEmpty()) {
            throw new IllegalArgumentException(folder.path() + " has no " + keystores.get(0) + ", which " + name
                    + " would open. Nothing was changed.");
        }
        char[] after = folder.secret(draft, new Secrets(random));
        try {
            for (String keystore : there) {
                opened.add(reencrypted(folder.file(keystore), before, after));
            }
            for (int i = 0; i < there.size(); i++) {
                KeyFile.writePrivately(folder.file(there.get(i)), opened.get(i));
                folder.belongs(there.get(i));
            }
            Files.move(
                    folder.file(draft),
                    folder.file(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (GeneralSecurityException e) {
            Files.deleteIfExists(folder.file(draft));
            throw new IllegalArgumentException(
                    "A keystore in " + folder.path() + " does not open with " + name + ". Nothing was changed.", e);
        } finally {
            Arrays.fill(before, '\0');
            Arrays.fill(after, '\0');
        }
        print(String.join(", ", there) + " in " + folder.path() + " opens with a new passphrase, in " + name + ".");
        print("A role that runs has the keys already, and needs nothing. Copies of the old files open with the old one:"
                + " if it was stolen with them, renew the keys too.");
        return 0;
    }

    private static byte[] reencrypted(Path file, char[] before, char[] after)
            throws IOException, GeneralSecurityException {
        KeyStore old;
        try {
            old = KeyFile.open(file, before);
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
        if (IssuingKeystore.isOne(old)) {
            // the platform cannot give each key that a CA may have
            return IssuingKeystore.load(file, before).toPkcs12(after);
        }
        KeyStore fresh = KeyStore.getInstance("PKCS12");
        fresh.load(null, null);
        for (String alias : Collections.list(old.aliases())) {
            if (old.isCertificateEntry(alias)) {
                fresh.setCertificateEntry(alias, old.getCertificate(alias));
            } else {
                fresh.setEntry(
                        alias,
                        old.getEntry(alias, new KeyStore.PasswordProtection(before)),
                        new KeyStore.PasswordProtection(after));
            }
        }
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        fresh.store(octets, after);
        return octets.toByteArray();
    }

    /** A password that PostgreSQL has to be told of. */
    private int renewLogin(Folder folder, String name, String user) {
        String secret = new Secrets(random).next();
        String sql = "renew-" + user + ".sql";
        folder.write(sql, "ALTER ROLE " + user + " PASSWORD '" + secret + "';\n");
        folder.write(name, Secrets.line(secret));
        print("A new password of " + user + " is in " + folder.file(name) + ".");
        print("The standalone gives it to its database when it starts: restart it, and delete " + sql + ".");
        print("On a PostgreSQL of your own run, as a superuser: psql -f " + folder.file(sql)
                + "; then delete that file, and restart what logs in as " + user + " ("
                + "connections that are open stay open).");
        if (user.equals("httpca_worker") || user.equals("httpca_signer") || user.equals("httpca_approval")) {
            print("Every instance has the password in a file of its own: copy " + name + " to the others.");
        }
        return 0;
    }

    private static @Nullable String user(Folder folder, String name) throws IOException {
        if (FIXED_USERS.containsKey(name)) {
            return FIXED_USERS.get(name);
        }
        Pattern pattern =
                name.equals("owner-password") ? OWNER : name.equals("database-password") ? RUNTIME_USER : null;
        for (String settings : List.of("application.yml", "approval.yml")) {
            if (pattern != null && Files.isReadable(folder.file(settings))) {
                Matcher found = pattern.matcher(Files.readString(folder.file(settings)));
                if (found.find()) {
                    return found.group(1);
                }
            }
        }
        return null;
    }
}

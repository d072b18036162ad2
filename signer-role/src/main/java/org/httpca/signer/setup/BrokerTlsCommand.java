package org.httpca.signer.setup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.httpca.message.Role;
import org.httpca.pki.Identifier;
import org.httpca.pki.KeyFile;
import org.httpca.pki.Pem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** {@code ./httpca setup broker-tls …}: the certificates by which broker, workers and signers know each other. */
@Command(
        name = "broker-tls",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(renew | renew-ca | retire-ca)",
        description = "Renews keys and certificates of the TLS connections to the broker, and their CA.")
final class BrokerTlsCommand extends CommandGroup {

    private static final String CA = "transport-ca.p12";
    private static final String CA_PASSPHRASE = "transport-ca.passphrase";
    private static final String CLIENT = "broker-tls.p12";
    private static final String CLIENT_PASSPHRASE = "broker-tls-passphrase";
    private static final String TRUST = "broker-ca.pem";
    private static final String SERVER = "server.pem";
    private static final String SERVER_TRUST = "ca.pem";

    private final Clock clock;
    private final SecureRandom random;

    @Option(
            names = "--data",
            scope = ScopeType.INHERIT,
            paramLabel = "DIR",
            description = "what 'setup --out' made: the operator's folder and those to renew (default: .)")
    private Path data = Path.of(".");

    @Option(
            names = "--operator",
            scope = ScopeType.INHERIT,
            paramLabel = "DIR",
            description = "the operator's folder, where it is elsewhere")
    private @Nullable Path operator;

    BrokerTlsCommand(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    @Command(name = "renew", description = "Gives the broker, or a role's folders, a new key and certificate.")
    int renew(@Parameters(paramLabel = "WHOSE", description = "worker, signer or broker") String whose)
            throws IOException {
        TransportAuthority authority = authority();
        if (whose.equals("broker")) {
            return renewServer(authority);
        }
        Role role = Role.ofWireName(whose)
                .orElseThrow(() -> new IllegalArgumentException("Say whose: worker, signer or broker."));
        List<Path> folders = folders(whose);
        if (folders.isEmpty()) {
            throw new IllegalArgumentException("No folder of a " + whose + " with a " + CLIENT + " is in " + data
                    + ": name the folder that has it with --data. Nothing was changed.");
        }
        for (Path path : folders) {
            Folder folder = new Folder(path);
            KeyFile.save(
                    folder.file(CLIENT),
                    KeyFile.readSecret(folder.file(CLIENT_PASSPHRASE)),
                    authority.client(role.wireName()));
            folder.belongs(CLIENT);
            print("A new key and certificate for the broker are in " + folder.file(CLIENT) + ".");
        }
        print("A running " + whose + " uses them from its next connection on; a restart makes one.");
        print("The ones before are taken by the broker until they end, or until their CA is renewed.");
        return 0;
    }

    private int renewServer(TransportAuthority authority) throws IOException {
        Folder folder = new Folder(data.resolve("broker"));
        if (!Files.isReadable(folder.file(SERVER))) {
            throw new IllegalArgumentException("The broker's folder is not in " + data
                    + ": name the folder that has it with --data. Nothing was changed.");
        }
        KeyFile.Entry server = authority.server(host(folder.file(SERVER)));
        folder.write("server-key.pem", Pem.encode("PRIVATE KEY", server.key().getEncoded()));
        folder.write(SERVER, Machines.pem(server.certificate()));
        print("A new key and certificate of the broker are in " + folder.path() + ".");
        print("Put server.pem and server-key.pem onto its machine as the README has it, and there:");
        print("  rabbitmqctl eval 'ssl:clear_pem_cache().'     # or restart it; connections come back by themselves");
        return 0;
    }

    @Command(
            name = "renew-ca",
            description = "Makes another CA for these; the one before is trusted too, until 'retire-ca'.")
    int renewAuthority() throws IOException {
        TransportAuthority before = authority();
        Folder folder = new Folder(operator());
        TransportAuthority next = TransportAuthority.create(installation(before), clock, random);
        String both = Machines.pem(next.certificate()) + Machines.pem(before.certificate());
        trust(both);
        KeyFile.save(folder.file(CA), KeyFile.readSecret(folder.file(CA_PASSPHRASE)), next.entry());
        folder.belongs(CA);
        print("There is a new CA for the broker's TLS; both are trusted by the folders in " + data + ".");
        print("First bring these to every machine: broker/" + SERVER_TRUST + " (and clear the broker's cache), each "
                + TRUST + "; then 'renew' broker, worker and signer; then 'retire-ca'.");
        return 0;
    }

    @Command(name = "retire-ca", description = "Makes nobody trust the CA before the last 'renew-ca'.")
    int retireAuthority() {
        trust(Machines.pem(authority().certificate()));
        print("Only the newest CA is trusted by the folders in " + data + ". Bring broker/" + SERVER_TRUST
                + " and each " + TRUST
                + " to their machines, and restart the broker: it asks for certificates of this CA alone.");
        return 0;
    }

    private void trust(String certificates) {
        for (Role role : Role.values()) {
            folders(role.wireName()).forEach(path -> new Folder(path).write(TRUST, certificates));
        }
        if (Files.isDirectory(data.resolve("broker"))) {
            new Folder(data.resolve("broker")).write(SERVER_TRUST, certificates);
        }
    }

    /** {@code worker}, {@code worker-2} and so on, as far as they are at hand. */
    private List<Path> folders(String role) {
        try (Stream<Path> entries = Files.list(data)) {
            return entries.filter(path -> path.getFileName().toString().matches(role + "(-.*)?"))
                    .filter(path -> Files.isReadable(path.resolve(CLIENT)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalArgumentException(data + " cannot be read: name the folder of the set-up with --data.", e);
        }
    }

    private Path operator() {
        return operator == null ? data.resolve("operator") : operator;
    }

    private TransportAuthority authority() {
        Path keystore = operator().resolve(CA);
        if (!Files.isReadable(keystore)) {
            throw new IllegalArgumentException("The CA of the broker's TLS, " + CA + ", is not in " + operator()
                    + ": name the folder of the set-up with --data, or the operator's with --operator.");
        }
        return TransportAuthority.of(
                KeyFile.load(keystore, KeyFile.readSecret(operator().resolve(CA_PASSPHRASE))), clock, random);
    }

    private static String installation(TransportAuthority authority) {
        String name = authority.certificate().getSubjectX500Principal().getName();
        return name.substring(name.lastIndexOf(' ') + 1);
    }

    /** The name that the certificate before has: where everybody connects to. */
    private static Identifier host(Path pem) throws IOException {
        try {
            byte[] der = Pem.decodeCertificates(Files.readString(pem)).get(0);
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            List<Identifier> names = new ArrayList<>();
            for (List<?> name : certificate.getSubjectAlternativeNames()) {
                names.add(Identifier.parse(String.valueOf(name.get(1))).orElseThrow());
            }
            return names.get(0);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new IllegalArgumentException(pem + " is not the broker's certificate as 'setup' made it.", e);
        }
    }
}

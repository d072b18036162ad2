package org.httpca.signer.setup;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.signer.issuer.PublicUrl;
import org.httpca.signer.key.KeyType;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the roots' keys are, and the signers that issue below them. */
final class CaWhere {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the data folder, or what 'setup --out' made (default: data)")
    private Path data = Path.of("data");

    @Option(names = "--operator", paramLabel = "DIR", description = "the operator's folder, where it is elsewhere")
    private @Nullable Path operator;

    @Option(
            names = "--config",
            paramLabel = "DIR",
            description = "a signer's folder, where it is elsewhere; repeat it for each signer")
    private @Nullable List<Path> configs;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "where users reach the web role (default: as the installation says)")
    private @Nullable String publicUrl;

    Path operator() {
        return operator == null ? data.resolve("operator") : operator;
    }

    List<SignerCa> signers() {
        return SignerCa.all(operator(), configs);
    }

    OperatorRoots roots(Clock clock, SecureRandom random) {
        return new OperatorRoots(operator(), url(), clock, random);
    }

    /** Where certificates lie for everybody to take. */
    void publish(String name, List<X509CertificateHolder> certificates) {
        StringBuilder pem = new StringBuilder();
        certificates.forEach(certificate -> pem.append(SignerCa.pem(certificate)));
        installation().folder("ca").publish(name + ".pem", pem.toString());
    }

    private Folder installation() {
        Path parent = operator().toAbsolutePath().normalize().getParent();
        if (parent == null) {
            throw new IllegalArgumentException(operator() + " is no operator's folder. Nothing was changed.");
        }
        return new Folder(parent);
    }

    private PublicUrl url() {
        return new PublicUrl(
                publicUrl != null
                        ? publicUrl
                        : Installation.find(installation().path())
                                .map(Installation.Facts::publicUrl)
                                .orElseThrow(() -> new IllegalArgumentException("There is no installation in "
                                        + installation().path()
                                        + ": name it with --data DIR, or say --operator DIR and --public-url URL."
                                        + " Nothing was changed.")));
    }

    /** @throws IllegalArgumentException that lists those that there are */
    static KeyType keyType(String label) {
        try {
            return KeyType.of(label);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + ". Nothing was changed.", e);
        }
    }
}

package org.httpca.signer.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.pki.Pem;
import org.httpca.pki.Subtree;
import org.httpca.pki.pkcs11.TokenAccess;
import org.httpca.signer.issuer.Chains;
import org.httpca.signer.issuer.Issuer;
import org.httpca.signer.issuer.NameConstraint;
import org.httpca.signer.issuer.RootAuthority;
import org.httpca.signer.issuer.RootCrl;
import org.httpca.signer.key.KeyType;
import org.httpca.signer.key.pkcs12.IssuingKeystore;
import org.httpca.signer.key.pkcs12.NewIssuingKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./httpca setup issuer …}: the CAs that the signers issue from. */
@Command(
        name = "issuer",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(list | add | renew | request | import)",
        description = "Lists, adds and renews the CAs that the signers issue from.")
final class IssuerCommand extends CommandGroup {
    private final Clock clock;
    private final SecureRandom random;

    IssuerCommand(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /** A key that is to be made. */
    static final class NewKey {
        @Option(names = "--cn", paramLabel = "NAME", description = "the CA's common name (default: of its short name)")
        private @Nullable String commonName;

        @Option(names = "--key", paramLabel = "TYPE", description = "as of 'setup' (default: ${DEFAULT-VALUE})")
        private String key = "p256";

        @ArgGroup(exclusive = false, heading = "%nThe key in a token:%n")
        private @Nullable TokenOptions token;

        X500Name subject(String name) {
            return RootAuthority.subject(commonName != null ? commonName : "HttpCA " + name + " CA");
        }

        /** And its label in the token; null for a key in a file. */
        record Made(NewIssuingKey key, @Nullable String label) {}

        Made make(String name, SecureRandom random) {
            KeyType type = CaWhere.keyType(key);
            TokenAccess access = TokenOptions.access(token);
            if (access == null) {
                return new Made(NewIssuingKey.inFile(type.generate(random)), null);
            }
            String label = "httpca-" + name;
            return new Made(TokenKeys.open(access).issuing(label, type), label);
        }
    }

    @Command(name = "list", description = "Lists the issuers, and which signer has which.")
    int list(@Mixin CaWhere where) {
        print(IssuerTable.of(where.signers()).stripTrailing());
        return 0;
    }

    @Command(name = "add", description = "Makes another issuer below a root whose key is here.")
    int add(
            @Mixin CaWhere where,
            @Mixin NewKey newKey,
            @Parameters(paramLabel = "NAME", description = "its short name, which stands in addresses") String name,
            @Option(names = "--root", defaultValue = Issuer.ROOT, paramLabel = "NAME", description = "below which root")
                    String rootName,
            @Option(
                            names = "--permit",
                            paramLabel = "SUBTREE",
                            description =
                                    "it may issue for these names alone, such as example.org or 10.0.0.0/8; repeat it for more")
                    @Nullable
                    List<String> permitted,
            @Option(names = "--exclude", paramLabel = "SUBTREE", description = "it may not issue for these") @Nullable
                    List<String> excluded) {
        List<SignerCa> signers = where.signers();
        CaNames.mustBeFree(name, signers, where.roots(clock, random));
        NameConstraint constraint = new NameConstraint(subtrees(permitted), subtrees(excluded));
        RootAuthority root = where.roots(clock, random).open(rootName);
        X500Name subject = newKey.subject(name);
        NewKey.Made made = newKey.make(name, random);
        X509CertificateHolder certificate = root.certify(subject, made.key().publicKey(), constraint);
        IssuingKeystore keystore = made.key().keystore(List.of(certificate, root.certificate()), null);
        OperatorRoots.keep(where.operator(), name, certificate);
        signers.forEach(signer -> signer.save(name, keystore, made.label(), new Secrets(random)));
        where.publish(name, List.of(certificate));
        tellMade(name, certificate, signers);
        return 0;
    }

    @Command(
            name = "renew",
            description = "Certifies an issuer's key anew, by its root; what it issued before is good as it was.")
    int renew(@Mixin CaWhere where, @Parameters(paramLabel = "NAME") String name) {
        List<SignerCa> signers = having(where.signers(), name);
        IssuingKeystore before = signers.get(0).load(name);
        OperatorRoots roots = where.roots(clock, random);
        X509CertificateHolder above = before.above().get(0);
        RootAuthority root = roots.names().stream()
                .map(roots::open)
                .filter(each -> each.certificate().getSubjectPublicKeyInfo().equals(above.getSubjectPublicKeyInfo()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The key of '" + above.getSubject()
                        + "' is not here: ask it for a certificate with './httpca setup issuer request " + name
                        + "'. Nothing was changed."));
        X509CertificateHolder certificate = root.certify(
                before.certificate().getSubject(),
                before.certificate().getSubjectPublicKeyInfo(),
                NameConstraint.in(before.certificate()));
        OperatorRoots.keep(where.operator(), name, before.certificate());
        OperatorRoots.keep(where.operator(), name, certificate);
        replace(where, signers, name, List.of(certificate, root.certificate()));
        return 0;
    }

    @Command(
            name = "request",
            description =
                    "Makes the request of an issuer for a root that is elsewhere: of a new key, or of the one it has.")
    int request(
            @Mixin CaWhere where,
            @Mixin NewKey newKey,
            @Parameters(paramLabel = "NAME", description = "its short name, which stands in addresses") String name,
            @Option(names = "--request", required = true, paramLabel = "FILE", description = "where it is put (PEM)")
                    Path file)
            throws IOException {
        List<SignerCa> signers = where.signers();
        byte[] request;
        if (signers.get(0).requested(name).isPresent()) {
            request = signers.get(0).requested(name).get().request();
        } else if (signers.get(0).has(name)) {
            request = TokenKeys.request(
                    signers.get(0).load(name),
                    TokenOptions.access(newKey.token),
                    signers.get(0).keyLabel(name));
        } else {
            CaNames.mustBeFree(name, signers, where.roots(clock, random));
            NewKey.Made made = newKey.make(name, random);
            X500Name subject = newKey.subject(name);
            request = made.key().request(subject);
            IssuingKeystore waiting =
                    made.key().keystore(List.of(Stopgap.certificate(subject, made.key(), clock, random)), null);
            signers.forEach(signer -> signer.request(name, waiting, made.label(), new Secrets(random)));
        }
        Files.writeString(file, Pem.encode("CERTIFICATE REQUEST", request));
        print("The request of issuer '" + name + "' is in " + file + ". Have it certified as a CA"
                + " (basicConstraints CA:TRUE, keyUsage keyCertSign and cRLSign), then:");
        print("./httpca setup issuer import " + name + " --certificate FILE --above FILE");
        return 0;
    }

    @Command(name = "import", description = "Takes what a root that is elsewhere answered to a request.")
    int importAnswer(
            @Mixin CaWhere where,
            @Parameters(paramLabel = "NAME") String name,
            @Option(
                            names = "--certificate",
                            required = true,
                            paramLabel = "FILE",
                            description = "the issuer's, PEM or DER")
                    Path certificate,
            @Option(
                            names = "--above",
                            paramLabel = "FILE",
                            description = "those above it up to the root, PEM, in any order")
                    @Nullable
                    Path above,
            @Option(
                            names = "--root-crl",
                            paramLabel = "FILE",
                            description = "the root's CRL, if it is to be served here")
                    @Nullable
                    Path rootCrl,
            @Option(
                            names = "--alternate",
                            paramLabel = "AS",
                            description = "beside the chain that there is, not instead of it; under this name")
                    @Nullable
                    String alternate) {
        List<SignerCa> signers = where.signers();
        IssuingKeystore waiting = signers.get(0)
                .requested(name)
                .orElseGet(() -> having(signers, name).get(0).load(name));
        List<X509CertificateHolder> pool = new ArrayList<>(Chains.read(certificate));
        if (above != null) {
            pool.addAll(Chains.read(above));
        }
        List<X509CertificateHolder> chain = ImportedChain.checked(waiting, pool, alternate != null, clock.instant());
        ImportedChain.findings(chain).forEach(finding -> print("Lint: " + finding));
        if (alternate != null) {
            CaNames.mustBeName(alternate);
            having(signers, name).forEach(signer -> signer.alternate(name, alternate, chain));
            print("Issuer '" + name + "' has another chain, by '" + chain.get(0).getIssuer()
                    + "'. Restart each signer, and it is published.");
            return 0;
        }
        X509CertificateHolder root = chain.get(chain.size() - 1);
        boolean isFresh = Stopgap.is(waiting.certificate());
        boolean isFirst = name.equals(Issuer.ISSUING);
        if (isFirst || rootCrl != null) {
            String rootName = ImportedChain.rootName(name, waiting, root);
            X509CRLHolder crl = rootCrl == null ? null : RootCrl.read(rootCrl, root);
            signers.forEach(signer -> signer.root(rootName, root, crl));
            where.publish(rootName, List.of(root));
        }
        signers.forEach(signer -> signer.save(name, waiting.certified(chain), null, new Secrets(random)));
        where.publish(name, List.of(chain.get(0)));
        if (isFirst) {
            where.publish("chain", chain);
        }
        if (isFresh) {
            tellMade(name, chain.get(0), signers);
        } else {
            tellRenewed(name, chain.get(0), signers);
        }
        return 0;
    }

    private void replace(CaWhere where, List<SignerCa> signers, String name, List<X509CertificateHolder> chain) {
        signers.forEach(signer -> signer.save(name, signer.load(name).certified(chain), null, new Secrets(random)));
        where.publish(name, List.of(chain.get(0)));
        tellRenewed(name, chain.get(0), signers);
    }

    private void tellMade(String name, X509CertificateHolder certificate, List<SignerCa> signers) {
        print("Issuer '" + name + "' is " + certificate.getSubject() + ", until "
                + certificate.getNotAfter().toInstant().truncatedTo(ChronoUnit.SECONDS) + ", in " + folders(signers)
                + ".");
        print("Restart each signer. Then it is published as /ca/" + name + ", with its CRL and OCSP; and then let a"
                + " profile issue from it, 'issuer: " + name + "' in profiles.yml.");
    }

    private void tellRenewed(String name, X509CertificateHolder certificate, List<SignerCa> signers) {
        print("Issuer '" + name + "' has a new certificate until "
                + certificate.getNotAfter().toInstant().truncatedTo(ChronoUnit.SECONDS) + " for the key it had, in "
                + folders(signers) + ". Restart each signer, and it is published.");
    }

    private static List<SignerCa> having(List<SignerCa> signers, String name) {
        List<SignerCa> having =
                signers.stream().filter(signer -> signer.has(name)).toList();
        if (having.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is no issuer '" + name + "'; './httpca setup issuer list' shows all. Nothing was changed.");
        }
        return having;
    }

    private static List<Subtree> subtrees(@Nullable List<String> texts) {
        return (texts == null ? List.<String>of() : texts)
                .stream().map(IssuerCommand::subtree).toList();
    }

    private static Subtree subtree(String text) {
        try {
            return Subtree.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' " + e.getMessage() + ". Nothing was changed.", e);
        }
    }

    private static String folders(List<SignerCa> signers) {
        return String.join(", ", signers.stream().map(SignerCa::instance).toList());
    }
}

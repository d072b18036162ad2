package org.httpca.signer.setup;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.pki.RevocationReason;
import org.httpca.signer.issuer.Chains;
import org.httpca.signer.issuer.CrlEntries;
import org.httpca.signer.issuer.Issuer;
import org.httpca.signer.issuer.RootAuthority;
import org.httpca.signer.key.pkcs12.IssuingKeystore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./httpca setup root …}: the trust anchors, whose keys the operator has. */
@Command(
        name = "root",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(add | crl | cross)",
        description = "Makes roots, their CRLs, and cross-certificates between them.")
final class RootCommand extends CommandGroup {
    private final Clock clock;
    private final SecureRandom random;

    RootCommand(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    @Command(
            name = "add",
            description =
                    "Makes another root. It is published, so that it can be installed before anything is issued below it.")
    int add(
            @Mixin CaWhere where,
            @Parameters(paramLabel = "NAME", description = "its short name, which stands in addresses") String name,
            @Option(names = "--cn", paramLabel = "NAME", description = "its common name (default: of its short name)")
                    @Nullable
                    String commonName,
            @Option(
                            names = "--key",
                            defaultValue = "p256",
                            paramLabel = "TYPE",
                            description = "as of 'setup' (default: ${DEFAULT-VALUE})")
                    String key) {
        List<SignerCa> signers = where.signers();
        OperatorRoots roots = where.roots(clock, random);
        CaNames.mustBeFree(name, signers, roots);
        RootAuthority root = roots.create(
                name, commonName != null ? commonName : "HttpCA " + name + " Root CA", CaWhere.keyType(key));
        X509CRLHolder crl = root.crl(new CrlEntries());
        roots.keepCrl(name, crl);
        signers.forEach(signer -> signer.root(name, root.certificate(), crl));
        where.publish(name, List.of(root.certificate()));
        print("Root '" + name + "' is " + root.certificate().getSubject() + "; its key is in "
                + where.operator().resolve("roots") + " and nowhere else.");
        print("Restart each signer, and it is published as /ca/" + name + ". Then: ./httpca setup root cross " + name
                + " --by root, for those who have not installed it; ./httpca setup issuer add NAME --root " + name);
        return 0;
    }

    @Command(name = "crl", description = "Signs a root's next CRL, for a year.")
    int crl(
            @Mixin CaWhere where,
            @Parameters(paramLabel = "NAME", defaultValue = Issuer.ROOT, description = "default: ${DEFAULT-VALUE}")
                    String name,
            @Option(
                            names = "--revoke",
                            paramLabel = "FILE",
                            description = "the certificate of a CA that it is to list from now on; repeat it for more")
                    @Nullable
                    List<Path> revoked,
            @Option(
                            names = "--reason",
                            defaultValue = "cACompromise",
                            paramLabel = "NAME",
                            description = "why, by RFC 5280 (default: ${DEFAULT-VALUE})")
                    String reason) {
        List<SignerCa> signers = where.signers();
        OperatorRoots roots = where.roots(clock, random);
        RootAuthority root = roots.open(name);
        RevocationReason why = RevocationReason.ofLabel(reason)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + reason + "' is no reason by RFC 5280, section 5.3.1. Nothing was changed."));
        CrlEntries entries = new CrlEntries();
        List<X509CertificateHolder> more = new ArrayList<>();
        for (Path file : revoked == null ? List.<Path>of() : revoked) {
            List<X509CertificateHolder> read = Chains.read(file);
            if (read.size() != 1 || !Chains.signs(root.certificate(), read.get(0))) {
                throw new IllegalArgumentException(
                        file + " was not issued by root '" + name + "', or holds more. Nothing was changed.");
            }
            more.add(read.get(0));
            more.addAll(roots.kept(read.get(0).getSubjectPublicKeyInfo(), root.certificate()));
        }
        Instant now = clock.instant();
        Map<BigInteger, ListedBefore> listed = new TreeMap<>();
        Stream.concat(
                        roots.crls(name, root.certificate()).stream(),
                        signers.stream().flatMap(signer -> signer.crls(name, root.certificate()).stream()))
                .flatMap(before -> ListedBefore.in(before).stream())
                .forEach(entry -> listed.putIfAbsent(entry.serial(), entry));
        more.forEach(each -> listed.put(each.getSerialNumber(), new ListedBefore(each.getSerialNumber(), now, why)));
        listed.values().forEach(entry -> entries.add(entry.serial(), entry.at(), entry.reason()));
        X509CRLHolder crl = root.crl(entries);
        roots.keepCrl(name, crl);
        signers.forEach(signer -> signer.root(name, root.certificate(), crl));
        print("Root '" + name + "' has a CRL with " + entries.count() + " entries until "
                + crl.getNextUpdate().toInstant().truncatedTo(ChronoUnit.SECONDS)
                + ". Restart each signer, and it is published.");
        return 0;
    }

    @Command(
            name = "cross",
            description =
                    "Has a root certified by another: whoever trusts the other one alone believes what is below this one.")
    int cross(
            @Mixin CaWhere where,
            @Parameters(paramLabel = "NAME", description = "the one that is certified") String name,
            @Option(names = "--by", required = true, paramLabel = "ROOT", description = "the one that certifies")
                    String by) {
        List<SignerCa> signers = where.signers();
        OperatorRoots roots = where.roots(clock, random);
        X509CertificateHolder root = roots.open(name).certificate();
        RootAuthority other = roots.open(by);
        X509CertificateHolder crossed;
        try {
            crossed = other.cross(root);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + ". Nothing was changed.", e);
        }
        where.publish(name + "-by-" + by, List.of(crossed));
        List<String> issuers = new ArrayList<>();
        for (SignerCa signer : signers) {
            for (String issuer : signer.names()) {
                IssuingKeystore keystore = signer.has(issuer) ? signer.load(issuer) : null;
                if (keystore != null && keystore.above().contains(root)) {
                    signer.alternate(issuer, "by-" + by, chain(keystore, root, crossed, other.certificate()));
                    issuers.add(issuer);
                }
            }
        }
        print("The cross-certificate of root '" + name + "' by '" + by + "' is good until "
                + crossed.getNotAfter().toInstant().truncatedTo(ChronoUnit.SECONDS) + ", in ca/" + name + "-by-" + by
                + ".pem.");
        print(
                issuers.isEmpty()
                        ? "Issuers that are added below '" + name + "' need it as well: then say this again."
                        : "Another chain with it have: "
                                + String.join(", ", issuers.stream().distinct().toList())
                                + ". Restart each signer, and it is published (chain-2.pem).");
        return 0;
    }

    /** Up to the root, which the cross-certificate takes the place of. */
    private static List<X509CertificateHolder> chain(
            IssuingKeystore keystore,
            X509CertificateHolder root,
            X509CertificateHolder crossed,
            X509CertificateHolder other) {
        return Stream.of(
                        Stream.of(keystore.certificate()),
                        keystore.above().stream().takeWhile(each -> !each.equals(root)),
                        Stream.of(crossed, other))
                .flatMap(each -> each)
                .toList();
    }
}

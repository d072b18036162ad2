package org.httpca.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.pki.Pem;
import org.httpca.pki.key.MlDsa;

/** What the tests of each module have left in {@code target/issued} since the build began, and how it hangs together. */
record CollectedCertificates(List<Collected> all, List<Collected> authorities, Map<Path, Optional<Collected>> issuers) {
    static final CollectedCertificates NONE = new CollectedCertificates(List.of(), List.of());

    private CollectedCertificates(List<Collected> all, List<Collected> authorities) {
        this(all, authorities, new ConcurrentHashMap<>()); // each is looked for once
    }

    /** @param module whose tests had it issued */
    record Collected(String module, Path file, X509CertificateHolder certificate) {
        boolean isAuthority() {
            BasicConstraints constraints = BasicConstraints.fromExtensions(certificate.getExtensions());
            return constraints != null && constraints.isCA();
        }

        Instant from() {
            return certificate.getNotBefore().toInstant();
        }

        boolean isValidAt(Instant time) {
            return certificate.isValidOn(Date.from(time));
        }

        boolean isOf(Collected issuer) {
            AuthorityKeyIdentifier authority = AuthorityKeyIdentifier.fromExtensions(certificate.getExtensions());
            boolean keyIsNamed = authority == null
                    ? issuer.certificate.equals(certificate)
                    : Arrays.equals(
                            authority.getKeyIdentifierOctets(),
                            SubjectKeyIdentifier.fromExtensions(issuer.certificate.getExtensions())
                                    .getKeyIdentifier());
            // comparing names takes longer
            return keyIsNamed && certificate.getIssuer().equals(issuer.certificate.getSubject());
        }

        /** Of a key that only Bouncy Castle and newer versions of Java know. */
        boolean isMlDsa() {
            return MlDsa.of(certificate.getSubjectPublicKeyInfo().getAlgorithm().getAlgorithm()) != null;
        }

        private String pem() throws IOException {
            return Pem.encode("CERTIFICATE", certificate.getEncoded());
        }
    }

    /** Certificates of one issuer, what is between them and their root, and the root. */
    record Chain(List<Collected> ends, List<Collected> between, Collected root) {

        /** That end, and what is between it and the root. */
        Path pem(Collected end, Path folder) throws IOException {
            StringBuilder chain = new StringBuilder(end.pem());
            for (Collected one : between) {
                chain.append(one.pem());
            }
            return Files.writeString(folder.resolve("chain-" + end.file().getFileName()), chain);
        }

        /** Without what the distribution's tools cannot read. */
        Chain readByOthers() {
            boolean unread = root.isMlDsa() || between.stream().anyMatch(Collected::isMlDsa);
            return new Chain(
                    unread
                            ? List.of()
                            : ends.stream().filter(one -> !one.isMlDsa()).toList(),
                    between,
                    root);
        }

        /** What GnuTLS says of it now, if nothing but the time is against it. */
        String atTimeOf(Collected end) {
            Instant now = Instant.now();
            if (Stream.concat(Stream.of(end, root), between.stream()).allMatch(one -> one.isValidAt(now))) {
                return "Verified. The certificate is trusted.";
            }
            return "Not verified. The certificate is NOT trusted. The certificate chain uses "
                    + (end.from().isAfter(now) ? "not yet valid certificate." : "expired certificate.");
        }

        /** Parts of which each has a moment at which all of it is valid. */
        List<List<Collected>> validAtOneTime() {
            List<List<Collected>> parts = new ArrayList<>();
            List<Collected> rest = new ArrayList<>(ends);
            while (!rest.isEmpty()) {
                Instant newest = time(rest);
                List<Collected> part =
                        rest.stream().filter(one -> one.isValidAt(newest)).toList();
                parts.add(part);
                rest.removeIf(one -> one.isValidAt(newest));
            }
            return parts;
        }
    }

    /** When the youngest of them begins. */
    static Instant time(List<Collected> together) {
        return together.stream()
                .map(Collected::from)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Copies all of them into one folder, which is emptied before, as PEM: OpenSSL takes no root in DER. */
    static CollectedCertificates into(Path folder) throws IOException {
        Instant began = Instant.parse(System.getProperty("httpca.build.began", ""));
        if (Files.exists(folder)) {
            Trees.delete(folder);
        }
        Files.createDirectories(folder);
        Map<Path, Collected> all = new TreeMap<>();
        for (Path module : list(Path.of(".."))) {
            Path issued = module.resolve("target/issued");
            for (Path file : Files.isDirectory(issued) ? list(issued) : List.<Path>of()) {
                if (!Files.getLastModifiedTime(file).toInstant().isBefore(began)) {
                    Path copy = folder.resolve(file.getFileName().toString().replace(".der", ".pem"));
                    Collected one = new Collected(
                            module.getFileName().toString(), copy, new X509CertificateHolder(Files.readAllBytes(file)));
                    Files.writeString(copy, one.pem());
                    all.put(copy, one);
                }
            }
        }
        return new CollectedCertificates(
                List.copyOf(all.values()),
                all.values().stream().filter(Collected::isAuthority).toList());
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    List<Collected> of(String module) {
        return all.stream().filter(one -> one.module().equals(module)).toList();
    }

    Map<String, Long> counts() {
        Map<String, Long> counts =
                all.stream().collect(Collectors.groupingBy(Collected::module, Collectors.counting()));
        counts.put("of them CAs", (long) authorities.size());
        return counts;
    }

    List<Collected> orphans() {
        return all.stream().filter(one -> issuer(one).isEmpty()).toList();
    }

    /** Those of each issuer; a root is its own. */
    List<Chain> chains() {
        Map<Collected, List<Collected>> ends = new LinkedHashMap<>();
        for (Collected one : all) {
            ends.computeIfAbsent(issuer(one).orElseThrow(), issuer -> new ArrayList<>())
                    .add(one);
        }
        List<Chain> chains = new ArrayList<>();
        ends.forEach((issuer, theirs) -> {
            List<Collected> between = new ArrayList<>();
            Collected above = issuer;
            while (!above.isOf(above)) {
                between.add(above);
                above = issuer(above).orElseThrow();
            }
            chains.add(new Chain(theirs, between, above));
        });
        return chains;
    }

    /** Those that hang on no key of ML-DSA, nor have one. */
    List<Chain> chainsReadByOthers() {
        return chains().stream().map(Chain::readByOthers).toList();
    }

    /** The rest. */
    List<Collected> unreadByOthers() {
        Set<Path> read = chainsReadByOthers().stream()
                .flatMap(chain -> chain.ends().stream())
                .map(Collected::file)
                .collect(Collectors.toSet());
        return all.stream().filter(one -> !read.contains(one.file())).toList();
    }

    Optional<Collected> issuer(Collected one) {
        return issuers.computeIfAbsent(
                one.file(), file -> authorities.stream().filter(one::isOf).findFirst());
    }
}

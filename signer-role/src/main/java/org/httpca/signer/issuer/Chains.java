package org.httpca.signer.issuer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.pki.Pem;
import org.httpca.pki.VerificationKey;

/** CA certificates that come in files, and whether they make a chain (RFC 5280, section 6.1). All errors are sentences that name the file. */
public final class Chains {
    private static final long MAX_BYTES = 256 * 1024;
    private static final int LONGEST = 8;

    private Chains() {}

    /**
     * Certificates in PEM, or one in DER.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static List<X509CertificateHolder> read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IllegalArgumentException(file + " is larger than " + MAX_BYTES + " bytes");
            }
            byte[] content = Files.readAllBytes(file);
            List<byte[]> ders = content.length > 0 && content[0] == 0x30
                    ? List.of(content)
                    : Pem.decodeCertificates(new String(content, StandardCharsets.US_ASCII));
            List<X509CertificateHolder> certificates = new ArrayList<>();
            for (byte[] der : ders) {
                certificates.add(new X509CertificateHolder(der));
            }
            if (certificates.isEmpty() || certificates.size() > LONGEST) {
                throw new IllegalArgumentException(file + " holds no certificates in PEM, or more than " + LONGEST);
            }
            return certificates;
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read as certificates", e);
        }
    }

    /** A trust anchor. @throws IllegalArgumentException for what is none */
    public static X509CertificateHolder readRoot(Path file) {
        List<X509CertificateHolder> certificates = read(file);
        if (certificates.size() != 1 || !isRoot(certificates.get(0))) {
            throw new IllegalArgumentException(
                    file + " does not hold a root's self-signed certificate, and that alone");
        }
        return certificates.get(0);
    }

    /**
     * Another chain of an issuer.
     *
     * @throws IllegalArgumentException if it does not begin with the issuer's name and key, or is no chain
     */
    public static List<X509CertificateHolder> readAlternate(Path file, X509CertificateHolder issuer) {
        List<X509CertificateHolder> chain = read(file);
        try {
            X509CertificateHolder first = chain.get(0);
            if (!first.getSubject().equals(issuer.getSubject())
                    || !first.getSubjectPublicKeyInfo().equals(issuer.getSubjectPublicKeyInfo())) {
                throw new IllegalArgumentException("its first certificate is not of this issuer's name and key");
            }
            check(chain);
            return chain;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + " is no other chain of this issuer: " + e.getMessage(), e);
        }
    }

    /**
     * Finds what is above a certificate.
     *
     * @param pool in any order
     * @return the certificate first, and as far up as there are others; a root last, if there is one
     */
    public static List<X509CertificateHolder> link(X509CertificateHolder first, List<X509CertificateHolder> pool) {
        List<X509CertificateHolder> chain = new ArrayList<>(List.of(first));
        X509CertificateHolder last = first;
        while (chain.size() < LONGEST && !isRoot(last)) {
            X509CertificateHolder below = last;
            last = pool.stream()
                    .filter(ca -> !chain.contains(ca) && below.getIssuer().equals(ca.getSubject()) && signs(ca, below))
                    .findFirst()
                    .orElse(null);
            if (last == null) {
                return chain;
            }
            chain.add(last);
        }
        return chain;
    }

    /** Whether it certified itself. */
    public static boolean isRoot(X509CertificateHolder certificate) {
        return certificate.getSubject().equals(certificate.getIssuer()) && signs(certificate, certificate);
    }

    /**
     * Each certifies the one before it, and may.
     *
     * @throws IllegalArgumentException with a clause, if not
     */
    public static void check(List<X509CertificateHolder> chain) {
        for (int i = 0; i < chain.size(); i++) {
            X509CertificateHolder ca = chain.get(i);
            BasicConstraints constraints = BasicConstraints.fromExtensions(ca.getExtensions());
            if (constraints == null || !constraints.isCA()) {
                throw new IllegalArgumentException("'" + ca.getSubject() + "' is no CA (basicConstraints)");
            }
            KeyUsage usage = KeyUsage.fromExtensions(ca.getExtensions());
            if (usage != null && !usage.hasUsages(KeyUsage.keyCertSign | KeyUsage.cRLSign)) {
                throw new IllegalArgumentException(
                        "'" + ca.getSubject() + "' may not sign certificates and CRLs (keyUsage)");
            }
            // self-issued ones do not count (section 4.2.1.9), and none of these chains has any below its root
            if (constraints.getPathLenConstraint() != null
                    && constraints.getPathLenConstraint().intValue() < i) {
                throw new IllegalArgumentException("'" + ca.getSubject() + "' may have "
                        + constraints.getPathLenConstraint() + " CAs below it and has " + i + " (pathLenConstraint)");
            }
            if (i > 0 && !(chain.get(i - 1).getIssuer().equals(ca.getSubject()) && signs(ca, chain.get(i - 1)))) {
                throw new IllegalArgumentException(
                        "'" + chain.get(i - 1).getSubject() + "' is not certified by '" + ca.getSubject() + "'");
            }
        }
    }

    /** @throws IllegalArgumentException with a clause, if one of them is not valid now */
    public static void checkValid(List<X509CertificateHolder> chain, Instant now) {
        for (X509CertificateHolder ca : chain) {
            if (now.isBefore(ca.getNotBefore().toInstant())
                    || now.isAfter(ca.getNotAfter().toInstant())) {
                throw new IllegalArgumentException("'" + ca.getSubject() + "' is valid from "
                        + ca.getNotBefore().toInstant() + " to "
                        + ca.getNotAfter().toInstant() + ", which is not now");
            }
        }
    }

    /** Whether the key of this CA signed that certificate. */
    public static boolean signs(X509CertificateHolder ca, X509CertificateHolder certificate) {
        try {
            return VerificationKey.of(ca.getSubjectPublicKeyInfo()).signed(certificate.toASN1Structure());
        } catch (GeneralSecurityException | IOException | IllegalArgumentException | IllegalStateException e) {
            return false;
        }
    }
}

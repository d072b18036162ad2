package org.httpca.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.httpca.lint.Linter;
import org.httpca.pki.Crypto;
import org.httpca.pki.Octets;
import org.httpca.pki.Pem;
import tools.jackson.databind.JsonNode;

/** The issuing CAs of an installation, and what they vouch for. */
final class Trust {

    /** By their DER, those that a published root has signed. */
    private final Map<Octets, Authority> issuing = new HashMap<>();

    private final Linter linter = Linter.standard();

    /** @param holder the same certificate as the lints read it: always the same object, which they have read before */
    private record Authority(X509Certificate certificate, X509CertificateHolder holder) {}

    /**
     * @param roots DER
     * @param others DER of CA certificates; those that no root has signed count for nothing
     */
    Trust(List<byte[]> roots, List<byte[]> others) throws GeneralSecurityException {
        for (byte[] root : roots) {
            X509Certificate top = parse(root);
            for (byte[] other : others) {
                X509Certificate ca = parse(other);
                if (ca.getIssuerX500Principal().equals(top.getSubjectX500Principal())) {
                    ca.verify(top.getPublicKey(), Crypto.BOUNCY_CASTLE);
                    issuing.put(Octets.of(other), new Authority(ca, new JcaX509CertificateHolder(ca)));
                }
            }
        }
    }

    /**
     * From {@code GET /api/v1/ca} and the downloads that it names.
     *
     * @throws IOException also if a certificate is none, or not the one whose fingerprint the API says
     */
    static Trust of(Door door) throws IOException {
        List<byte[]> roots = new ArrayList<>();
        List<byte[]> others = new ArrayList<>();
        for (JsonNode issuer : door.issuers()) {
            byte[] der = door.download(issuer.path("url").asString("") + "/cert.cer");
            String said = issuer.path("sha256").asString("").replace(":", "").toLowerCase(Locale.ROOT);
            if (!Octets.of(der).sha256().hex().equals(said)) {
                throw new IOException("/api/v1/ca says another fingerprint than its download has");
            }
            (issuer.path("root").asBoolean(false) ? roots : others).add(der);
        }
        try {
            return new Trust(roots, others);
        } catch (GeneralSecurityException e) {
            throw new IOException("/api/v1/ca offers what is no CA certificate", e);
        }
    }

    /**
     * Whether that is a certificate for the applicant: signed by a published issuing CA below a published root, valid now, for
     * its key and its name and no other, and without fault for the lints.
     *
     * @param fullchain PEM
     * @return the certificate
     * @throws GeneralSecurityException with what does not hold, in words that do not differ from one certificate to the next
     */
    X509Certificate check(Octets fullchain, Applicant applicant, Date now) throws GeneralSecurityException {
        List<byte[]> chain = chain(fullchain);
        require(chain.size() > 1, "the chain has no issuer");
        Authority authority = issuing.get(Octets.of(chain.get(1)));
        if (authority == null) {
            throw new GeneralSecurityException("the issuer is no published CA below a published root");
        }
        X509Certificate issuer = authority.certificate;
        X509Certificate leaf = parse(chain.get(0));
        require(leaf.getIssuerX500Principal().equals(issuer.getSubjectX500Principal()), "the chain does not fit");
        leaf.verify(issuer.getPublicKey(), Crypto.BOUNCY_CASTLE);
        leaf.checkValidity(now);
        Octets key = Octets.of(leaf.getPublicKey().getEncoded()).sha256();
        require(key.equals(applicant.publicKey()), "the certificate is for another key");
        var names = leaf.getSubjectAlternativeNames();
        require(
                names != null
                        && names.size() == 1
                        && applicant.name().equals(names.iterator().next().get(1)),
                "the certificate is for other names");
        require(
                linter.inspect(new JcaX509CertificateHolder(leaf), authority.holder)
                        .isEmpty(),
                "the lints find fault with the certificate");
        return leaf;
    }

    private static List<byte[]> chain(Octets fullchain) throws GeneralSecurityException {
        try {
            return Pem.decodeCertificates(new String(fullchain.toArray(), StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("the download is no PEM", e);
        }
    }

    private static X509Certificate parse(byte[] der) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    private static void require(boolean holds, String otherwise) throws GeneralSecurityException {
        if (!holds) {
            throw new GeneralSecurityException(otherwise);
        }
    }
}

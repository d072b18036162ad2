package org.httpca.lint;

import java.io.IOException;
import java.util.List;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.lint.rfc5280.CertificateLint;
import org.httpca.lint.rfc5280.CertificateLints;
import org.httpca.lint.rfc5280.CrlLint;
import org.httpca.lint.rfc5280.CrlLints;
import org.httpca.lint.subject.CertificateUnderLint;
import org.httpca.lint.subject.CrlUnderLint;
import org.httpca.lint.subject.ReadCertificate;
import org.httpca.lint.subject.ReadCrl;
import org.httpca.lint.subject.Reading;
import org.jspecify.annotations.Nullable;

/**
 * Lints certificates and CRLs, and is the only source of permits to sign them. Bad input is a finding, never an
 * exception. Thread-safe; one instance serves all.
 *
 * <p>What RFC 5280 only recommends is required of what is to be signed (ERROR), and remarked on in a file that is
 * inspected (WARNING).
 */
public final class Linter {
    private static final String ENCODING = "encoding";
    private static final String ENCODING_OF_ISSUER = "encoding-of-issuer";
    private static final String DER = "RFC 5280, sections 4.1 and 5.1; X.690, section 10";

    private final List<CertificateLint> certificateLints;
    private final List<CrlLint> crlLints;

    Linter(List<CertificateLint> certificateLints, List<CrlLint> crlLints) {
        this.certificateLints = List.copyOf(certificateLints);
        this.crlLints = List.copyOf(crlLints);
    }

    /** The linter with all the lints that there are. */
    public static Linter standard() {
        return new Linter(CertificateLints.all(), CrlLints.all());
    }

    /**
     * Lints a certificate that another one is to issue.
     *
     * @param tbsDer the DER of a TBSCertificate, at most 64 KiB
     * @param issuer the certificate of the key that is to sign
     */
    public LintOutcome<IssuancePermit> certificate(byte[] tbsDer, X509CertificateHolder issuer) {
        return toBeSigned(tbsDer.clone(), issuer);
    }

    /** Lints a root: its own key is to sign it. */
    public LintOutcome<IssuancePermit> selfSigned(byte[] tbsDer) {
        return toBeSigned(tbsDer.clone(), null);
    }

    /**
     * Lints a CRL.
     *
     * @param tbsCertListDer the DER of a TBSCertList, at most 64 MiB
     * @param issuer the certificate of the key that is to sign
     */
    public LintOutcome<CrlPermit> crl(byte[] tbsCertListDer, X509CertificateHolder issuer) {
        byte[] der = tbsCertListDer.clone();
        Collected out = new Collected(Severity.ERROR);
        ReadCertificate from = readIssuer(issuer, out);
        ReadCrl crl = readCrl(der, out);
        if (crl != null) {
            run(new CrlUnderLint(crl, from), out);
        }
        return from == null || crl == null || out.stops()
                ? new LintOutcome.Stopped<>(out.findings())
                : new LintOutcome.Permitted<>(new CrlPermit(der, from.publicKeyDer()), out.findings());
    }

    /**
     * Lints a finished certificate; its signature is not looked at.
     *
     * @param issuer where it is not known, what needs it goes unchecked; a certificate that names itself as the issuer
     *     counts as self-signed
     */
    public List<Finding> inspect(X509CertificateHolder certificate, @Nullable X509CertificateHolder issuer) {
        Collected out = new Collected(Severity.WARNING);
        ReadCertificate read = read(certificate, ENCODING, out);
        ReadCertificate from = issuer == null ? null : readIssuer(issuer, out);
        if (read != null) {
            boolean itself = issuer == null ? read.selfIssued() : issuer.equals(certificate);
            run(new CertificateUnderLint(read, itself ? read : from), out);
        }
        return List.copyOf(out.findings());
    }

    /** Lints a finished CRL; its signature is not looked at. */
    public List<Finding> inspect(X509CRLHolder crl, @Nullable X509CertificateHolder issuer) {
        Collected out = new Collected(Severity.WARNING);
        ReadCertificate from = issuer == null ? null : readIssuer(issuer, out);
        out.running(ENCODING, DER);
        ReadCrl read = null;
        try {
            read = readCrl(crl.toASN1Structure().getTBSCertList().getEncoded(), out);
        } catch (IOException | RuntimeException e) {
            out.error("cannot be encoded");
        }
        if (read != null) {
            run(new CrlUnderLint(read, from), out);
        }
        return List.copyOf(out.findings());
    }

    /** Lints a finished CRL whose issuer is not at hand. */
    public List<Finding> inspect(X509CRLHolder crl) {
        return inspect(crl, null);
    }

    private LintOutcome<IssuancePermit> toBeSigned(byte[] der, @Nullable X509CertificateHolder issuer) {
        Collected out = new Collected(Severity.ERROR);
        ReadCertificate certificate = readCertificate(der, ENCODING, out);
        ReadCertificate from = issuer == null ? certificate : readIssuer(issuer, out);
        if (certificate != null) {
            run(new CertificateUnderLint(certificate, from), out);
        }
        return from == null || certificate == null || out.stops()
                ? new LintOutcome.Stopped<>(out.findings())
                : new LintOutcome.Permitted<>(new IssuancePermit(der, from.publicKeyDer()), out.findings());
    }

    private static @Nullable ReadCertificate readIssuer(X509CertificateHolder issuer, Collected out) {
        return read(issuer, ENCODING_OF_ISSUER, out);
    }

    private static @Nullable ReadCertificate read(X509CertificateHolder holder, String lint, Collected out) {
        try {
            return readCertificate(holder.toASN1Structure().getTBSCertificate().getEncoded(), lint, out);
        } catch (IOException | RuntimeException e) {
            out.running(lint, DER);
            out.error("cannot be encoded");
            return null;
        }
    }

    private static @Nullable ReadCertificate readCertificate(byte[] der, String lint, Collected out) {
        out.running(lint, DER);
        return take(ReadCertificate.of(der), out);
    }

    private static @Nullable ReadCrl readCrl(byte[] der, Collected out) {
        out.running(ENCODING, DER);
        return take(ReadCrl.of(der), out);
    }

    private static <T> @Nullable T take(Reading<T> reading, Collected out) {
        String defect = reading.defect();
        if (defect != null) {
            out.error(defect);
        }
        return reading.value();
    }

    private void run(CertificateUnderLint subject, Collected out) {
        for (CertificateLint lint : certificateLints) {
            out.running(lint.name(), lint.citation());
            try {
                lint.check(subject, out);
            } catch (RuntimeException e) {
                unable(e, out);
            }
        }
    }

    private void run(CrlUnderLint subject, Collected out) {
        for (CrlLint lint : crlLints) {
            out.running(lint.name(), lint.citation());
            try {
                lint.check(subject, out);
            } catch (RuntimeException e) {
                unable(e, out);
            }
        }
    }

    /** Fails closed: what a lint stumbles over is not signed. */
    private static void unable(RuntimeException e, Collected out) {
        out.error("could not be checked: " + e.getClass().getSimpleName());
    }
}

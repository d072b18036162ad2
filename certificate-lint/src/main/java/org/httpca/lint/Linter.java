package org.httpca.lint;

import java.io.IOException;
import java.util.List;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.util.Encodable;
import org.httpca.lint.rfc5280.CertificateLint;
import org.httpca.lint.rfc5280.CrlLint;
import org.httpca.lint.subject.CertificateUnderLint;
import org.httpca.lint.subject.CrlUnderLint;
import org.httpca.lint.subject.ReadCertificate;
import org.httpca.lint.subject.ReadCrl;
import org.httpca.lint.subject.Reading;
import org.httpca.lint.subject.Signed;
import org.httpca.pki.LongOctets;
import org.jspecify.annotations.Nullable;

/**
 * Lints certificates and CRLs, and is the only source of permits to sign them. Bad input is a finding, never an
 * exception. Thread-safe; one instance serves all.
 *
 * <p>What RFC 5280 only recommends is required of what is to be signed (ERROR), and remarked on in a file that is
 * inspected (WARNING).
 */
public final class Linter {
    /** Speaks up where nothing can be read, so that no lint can run. */
    static final String ENCODING = "encoding";

    static final String ENCODING_OF_ISSUER = "encoding-of-issuer";
    static final String DER = "RFC 5280, sections 4.1 and 5.1; X.690, section 10";

    private final List<CertificateLint> certificateLints;
    private final List<CrlLint> crlLints;
    private final ReadIssuers issuers = new ReadIssuers();

    Linter(List<CertificateLint> certificateLints, List<CrlLint> crlLints) {
        this.certificateLints = List.copyOf(certificateLints);
        this.crlLints = List.copyOf(crlLints);
    }

    /** The linter with all the lints that there are. */
    public static Linter standard() {
        return new Linter(Lints.certificates(), Lints.crls());
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
    public LintOutcome<CrlPermit> crl(LongOctets tbsCertListDer, X509CertificateHolder issuer) {
        Collected out = new Collected(Severity.ERROR);
        ReadCertificate from = readIssuer(issuer, out);
        ReadCrl crl = readCrl(tbsCertListDer, out);
        if (crl != null) {
            run(new CrlUnderLint(crl, from, null), out);
        }
        return from == null || crl == null || out.stops()
                ? new LintOutcome.Stopped<>(out.findings())
                : new LintOutcome.Permitted<>(new CrlPermit(tbsCertListDer, from.publicKeyDer()), out.findings());
    }

    /**
     * Lints a finished certificate.
     *
     * @param issuer where it is not known, what needs it goes unchecked; a certificate that names itself as the issuer
     *     counts as self-signed
     */
    public List<Finding> inspect(X509CertificateHolder certificate, @Nullable X509CertificateHolder issuer) {
        Collected out = new Collected(Severity.WARNING);
        boolean itself = issuer != null && issuer.equals(certificate);
        ReadCertificate from = issuer == null || itself ? null : readIssuer(issuer, out);
        byte[] der = encoded(certificate, ENCODING, out);
        if (der != null) {
            inspect(Signed.certificate(der), from, out);
        }
        return List.copyOf(out.findings());
    }

    /** The same, of what was read already. */
    public List<Finding> inspectCertificate(
            Reading<Signed<ReadCertificate>> reading, @Nullable ReadCertificate issuer) {
        Collected out = new Collected(Severity.WARNING);
        inspect(reading, issuer, out);
        return List.copyOf(out.findings());
    }

    private void inspect(Reading<Signed<ReadCertificate>> reading, @Nullable ReadCertificate issuer, Collected out) {
        out.running(ENCODING, DER);
        Signed<ReadCertificate> signed = take(reading, out);
        if (signed != null) {
            ReadCertificate certificate = signed.toBeSigned();
            ReadCertificate from = issuer == null && certificate.selfIssued() ? certificate : issuer;
            run(new CertificateUnderLint(certificate, from, signed.signature()), out);
        }
    }

    /** Lints a finished CRL. */
    public List<Finding> inspect(X509CRLHolder crl, @Nullable X509CertificateHolder issuer) {
        Collected out = new Collected(Severity.WARNING);
        ReadCertificate from = issuer == null ? null : readIssuer(issuer, out);
        byte[] der = encoded(crl, ENCODING, out);
        if (der != null) {
            inspectCrl(Signed.crl(der), from, out);
        }
        return List.copyOf(out.findings());
    }

    /** Lints a finished CRL whose issuer is not at hand. */
    public List<Finding> inspect(X509CRLHolder crl) {
        return inspect(crl, null);
    }

    /** Lints a finished CRL that was read already. */
    public List<Finding> inspectCrl(Reading<Signed<ReadCrl>> reading, @Nullable ReadCertificate issuer) {
        Collected out = new Collected(Severity.WARNING);
        inspectCrl(reading, issuer, out);
        return List.copyOf(out.findings());
    }

    private void inspectCrl(Reading<Signed<ReadCrl>> reading, @Nullable ReadCertificate issuer, Collected out) {
        out.running(ENCODING, DER);
        Signed<ReadCrl> signed = take(reading, out);
        if (signed != null) {
            run(new CrlUnderLint(signed.toBeSigned(), issuer, signed.signature()), out);
        }
    }

    private LintOutcome<IssuancePermit> toBeSigned(byte[] der, @Nullable X509CertificateHolder issuer) {
        Collected out = new Collected(Severity.ERROR);
        ReadCertificate certificate = readCertificate(der, out);
        ReadCertificate from = issuer == null ? certificate : readIssuer(issuer, out);
        if (certificate != null) {
            run(new CertificateUnderLint(certificate, from, null), out);
        }
        return from == null || certificate == null || out.stops()
                ? new LintOutcome.Stopped<>(out.findings())
                : new LintOutcome.Permitted<>(new IssuancePermit(der, from.publicKeyDer()), out.findings());
    }

    private @Nullable ReadCertificate readIssuer(X509CertificateHolder issuer, Collected out) {
        Reading<ReadCertificate> reading = issuers.find(issuer);
        if (reading == null) {
            byte[] der = encoded(issuer.toASN1Structure().getTBSCertificate(), ENCODING_OF_ISSUER, out);
            if (der == null) {
                return null;
            }
            reading = ReadCertificate.of(der);
            issuers.keep(issuer, reading);
        }
        out.running(ENCODING_OF_ISSUER, DER);
        return take(reading, out);
    }

    private static byte @Nullable [] encoded(Encodable structure, String lint, Collected out) {
        try {
            return structure.getEncoded();
        } catch (IOException | RuntimeException e) {
            out.running(lint, DER);
            out.error("cannot be encoded");
            return null;
        }
    }

    private static @Nullable ReadCertificate readCertificate(byte[] der, Collected out) {
        out.running(ENCODING, DER);
        return take(ReadCertificate.of(der), out);
    }

    private static @Nullable ReadCrl readCrl(LongOctets der, Collected out) {
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

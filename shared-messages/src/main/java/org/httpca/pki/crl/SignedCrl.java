package org.httpca.pki.crl;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.TBSCertList;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.pki.LongOctets;
import org.httpca.pki.RevocationReason;
import org.httpca.pki.VerificationKey;
import org.jspecify.annotations.Nullable;

/** A CertificateList (RFC 5280, section 5.1) of any length. Its entries are read when they are asked for. */
public final class SignedCrl implements Iterable<SignedCrl.Entry> {
    private static final int MOST_OF_SIGNATURE = 64 * 1024;
    private static final int MOST_OF_ENTRY = 16 * 1024;

    private final LongOctets toBeSigned;
    private final AlgorithmIdentifier algorithm;
    private final byte[] signature;
    private final CrlFields fields;
    private final AlgorithmIdentifier innerAlgorithm;
    private final X500Name issuer;
    private final Instant thisUpdate;
    private final @Nullable Instant nextUpdate;

    private SignedCrl(LongOctets der) throws IOException {
        DerReader in = DerReader.inSequence(der);
        toBeSigned = in.skip().whole();
        algorithm = AlgorithmIdentifier.getInstance(in.next(MOST_OF_SIGNATURE));
        signature = ASN1BitString.getInstance(in.next(MOST_OF_SIGNATURE)).getOctets();
        in.end();
        fields = CrlFields.of(toBeSigned);
        innerAlgorithm = AlgorithmIdentifier.getInstance(fields.signature());
        issuer = X500Name.getInstance(fields.issuer());
        thisUpdate = time(fields.thisUpdate());
        byte[] next = fields.nextUpdate();
        nextUpdate = next == null ? null : time(next);
    }

    /**
     * @param der of a CertificateList
     * @throws IOException if it is none, as far as this looks: entries are read later
     */
    public static SignedCrl of(LongOctets der) throws IOException {
        try {
            return new SignedCrl(der);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new IOException("is not a CertificateList", e);
        }
    }

    /**
     * One of the revokedCertificates (section 5.1.2.6).
     *
     * @param reason unspecified where none stands there, or one that has no name
     */
    public record Entry(BigInteger serial, Instant at, RevocationReason reason) {}

    public Instant thisUpdate() {
        return thisUpdate;
    }

    /** Null where it is left out, which conforming issuers do not do (section 5.1.2.5). */
    public @Nullable Instant nextUpdate() {
        return nextUpdate;
    }

    /** Whether this issuer's key signed it, and it says so. */
    public boolean isOf(X509CertificateHolder certificate) {
        try {
            return issuer.equals(certificate.getSubject())
                    && innerAlgorithm.equals(algorithm)
                    && VerificationKey.of(certificate.getSubjectPublicKeyInfo())
                            .holds(algorithm, toBeSigned, signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** In their order. What is none is an {@link IllegalArgumentException} when its turn comes. */
    @Override
    public Iterator<Entry> iterator() {
        LongOctets entries = fields.entries();
        return new Entries(entries == null ? LongOctets.of() : entries);
    }

    private static Instant time(byte[] der) throws IOException {
        return Time.getInstance(ASN1Primitive.fromByteArray(der)).getDate().toInstant();
    }

    private static final class Entries implements Iterator<Entry> {
        private final DerReader in;

        Entries(LongOctets entries) {
            try {
                in = new DerReader(entries);
            } catch (IOException e) {
                throw new IllegalArgumentException(e);
            }
        }

        @Override
        public boolean hasNext() {
            return in.more();
        }

        @Override
        public Entry next() {
            if (!in.more()) {
                throw new NoSuchElementException();
            }
            try {
                TBSCertList.CRLEntry entry = TBSCertList.CRLEntry.getInstance(in.next(MOST_OF_ENTRY));
                return new Entry(
                        entry.getUserCertificate().getValue(),
                        entry.getRevocationDate().getDate().toInstant(),
                        reason(entry));
            } catch (IOException e) {
                throw new IllegalArgumentException("An entry of the CRL cannot be read: " + e.getMessage(), e);
            }
        }

        private static RevocationReason reason(TBSCertList.CRLEntry entry) {
            ASN1Encodable value =
                    entry.hasExtensions() ? entry.getExtensions().getExtensionParsedValue(Extension.reasonCode) : null;
            return value == null
                    ? RevocationReason.UNSPECIFIED
                    : RevocationReason.ofCode(ASN1Enumerated.getInstance(value).intValueExact())
                            .orElse(RevocationReason.UNSPECIFIED);
        }
    }
}

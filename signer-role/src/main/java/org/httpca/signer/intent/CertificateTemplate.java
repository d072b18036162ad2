package org.httpca.signer.intent;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.httpca.pki.Identifier;
import org.httpca.pki.SubjectKey;
import org.httpca.signer.clearance.ClearedRequest;
import org.httpca.signer.issuer.Issuer;
import org.httpca.signer.issuer.KeyIdentifiers;
import org.httpca.signer.issuer.TbsCertificateBuilder;
import org.httpca.signer.issuer.Validity;

/**
 * An end entity's certificate as it was approved: names, key, purposes and validity. Whatever else a CSR asks for (its
 * subject, its extensions) has no way in.
 *
 * @param identifiers at least one; they become the subject alternative names in this order
 * @param key the subscriber's
 * @param usage what the profile gives to keys of this kind
 * @param purposes the extended key usage; without any, the extension is left out
 */
record CertificateTemplate(
        List<Identifier> identifiers,
        SubjectPublicKeyInfo key,
        KeyUsage usage,
        List<KeyPurposeId> purposes,
        Validity validity) {
    private static final int MAX_COMMON_NAME = 64; // ub-common-name, RFC 5280, appendix A.1

    CertificateTemplate {
        identifiers = List.copyOf(identifiers);
        purposes = List.copyOf(purposes);
        if (identifiers.isEmpty()) {
            throw new IllegalArgumentException("A certificate needs a name");
        }
    }

    /** The names come from the command, the key from its proof of possession, and all else from the profile. */
    static CertificateTemplate of(ClearedRequest request, Instant now) {
        SubjectPublicKeyInfo key = request.certificationRequest().subjectPublicKeyInfo();
        return new CertificateTemplate(
                request.command().identifiers(),
                key,
                request.profile().keyUsages().toKeyUsage(SubjectKey.of(key)),
                request.profile().extendedKeyUsages().stream()
                        .map(org.httpca.signer.profile.ExtendedKeyUsage::toKeyPurposeId)
                        .toList(),
                request.validity(now));
    }

    /**
     * The DER of the TBSCertificate.
     *
     * @param shard of the issuer's CRLs; empty for the complete one
     */
    byte[] toBeSigned(Issuer issuer, BigInteger serial, String shard) {
        X500Name subject = subject();
        TbsCertificateBuilder tbs = new TbsCertificateBuilder(
                serial,
                issuer.signatureAlgorithm(),
                issuer.certificate().getSubject(),
                validity.within(issuer.certificate()),
                subject,
                key);
        tbs.critical(Extension.basicConstraints, new BasicConstraints(false))
                .critical(Extension.keyUsage, usage)
                .extension(Extension.subjectKeyIdentifier, KeyIdentifiers.subject(key))
                .extension(Extension.authorityKeyIdentifier, KeyIdentifiers.authority(issuer.certificate()))
                .pointingAt(issuer.certificateUrl(), issuer.crlUrl(shard), issuer.ocspUrl());
        if (!purposes.isEmpty()) {
            tbs.extension(Extension.extendedKeyUsage, new ExtendedKeyUsage(purposes.toArray(KeyPurposeId[]::new)));
        }
        // RFC 5280, section 4.2.1.6: critical where the subject is empty
        if (subject.getRDNs().length == 0) {
            tbs.critical(Extension.subjectAlternativeName, subjectAlternativeName());
        } else {
            tbs.extension(Extension.subjectAlternativeName, subjectAlternativeName());
        }
        return tbs.toDer();
    }

    /** The first DNS name as the common name where it fits; otherwise an empty subject. */
    X500Name subject() {
        return identifiers.stream()
                .filter(i -> i.type() == Identifier.Type.DNS && i.value().length() <= MAX_COMMON_NAME)
                .findFirst()
                .map(i -> new X500NameBuilder(BCStyle.INSTANCE)
                        .addRDN(BCStyle.CN, i.value())
                        .build())
                .orElseGet(() -> new X500NameBuilder(BCStyle.INSTANCE).build());
    }

    private GeneralNames subjectAlternativeName() {
        return new GeneralNames(
                identifiers.stream().map(Identifier::toGeneralName).toArray(GeneralName[]::new));
    }
}

package org.httpca.lint.subject;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Null;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.jspecify.annotations.Nullable;

/** How the values of the extensions are decoded that the lints know (RFC 5280, sections 4.2, 5.2 and 5.3). */
final class ExtensionSyntax {
    private static final Map<ASN1ObjectIdentifier, Function<ASN1Primitive, Object>> DECODERS = new HashMap<>();

    static {
        DECODERS.put(Extension.basicConstraints, BasicConstraints::getInstance);
        DECODERS.put(Extension.keyUsage, ASN1BitString::getInstance);
        DECODERS.put(Extension.extendedKeyUsage, ExtensionSyntax::purposes);
        DECODERS.put(Extension.subjectKeyIdentifier, ASN1OctetString::getInstance);
        DECODERS.put(Extension.authorityKeyIdentifier, AuthorityKeyIdentifier::getInstance);
        DECODERS.put(Extension.subjectAlternativeName, GeneralNames::getInstance);
        DECODERS.put(Extension.issuerAlternativeName, GeneralNames::getInstance);
        DECODERS.put(Extension.nameConstraints, NameConstraints::getInstance);
        DECODERS.put(Extension.certificatePolicies, CertificatePolicies::getInstance);
        DECODERS.put(Extension.policyMappings, ExtensionSyntax::mappings);
        DECODERS.put(Extension.policyConstraints, PolicyConstraints::getInstance);
        DECODERS.put(Extension.inhibitAnyPolicy, ASN1Integer::getInstance);
        DECODERS.put(Extension.authorityInfoAccess, AuthorityInformationAccess::getInstance);
        DECODERS.put(Extension.cRLDistributionPoints, ExtensionSyntax::distributionPoints);
        DECODERS.put(Extension.freshestCRL, ExtensionSyntax::distributionPoints);
        DECODERS.put(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, ASN1Null::getInstance);
        DECODERS.put(Extension.cRLNumber, ASN1Integer::getInstance);
        DECODERS.put(Extension.deltaCRLIndicator, ASN1Integer::getInstance);
        DECODERS.put(Extension.issuingDistributionPoint, IssuingDistributionPoint::getInstance);
        DECODERS.put(Extension.reasonCode, ASN1Enumerated::getInstance);
        DECODERS.put(Extension.invalidityDate, ASN1GeneralizedTime::getInstance);
        DECODERS.put(Extension.certificateIssuer, GeneralNames::getInstance);
    }

    private ExtensionSyntax() {}

    static boolean knows(ASN1ObjectIdentifier id) {
        return DECODERS.containsKey(id);
    }

    static @Nullable Object decode(ASN1ObjectIdentifier id, byte[] value) {
        Function<ASN1Primitive, Object> decoder = DECODERS.get(id);
        ASN1Primitive primitive = decoder == null ? null : Der.strictly(value);
        if (decoder == null || primitive == null) {
            return null;
        }
        try {
            return decoder.apply(primitive);
        } catch (RuntimeException e) {
            return null;
        }
    }

    /** An array, because the library's own type forgets what is there twice. */
    private static ASN1ObjectIdentifier[] purposes(ASN1Primitive value) {
        ASN1Sequence sequence = ASN1Sequence.getInstance(value);
        ASN1ObjectIdentifier[] purposes = new ASN1ObjectIdentifier[sequence.size()];
        int i = 0;
        for (ASN1Encodable purpose : sequence) {
            purposes[i++] = ASN1ObjectIdentifier.getInstance(purpose);
        }
        return purposes;
    }

    /** The policies of each pair, one after the other. */
    private static ASN1ObjectIdentifier[] mappings(ASN1Primitive value) {
        ASN1Sequence pairs = ASN1Sequence.getInstance(value);
        ASN1ObjectIdentifier[] policies = new ASN1ObjectIdentifier[pairs.size() * 2];
        int i = 0;
        for (ASN1Encodable encoded : pairs) {
            Fields pair = new Fields(encoded);
            policies[i++] = ASN1ObjectIdentifier.getInstance(pair.take());
            policies[i++] = ASN1ObjectIdentifier.getInstance(pair.take());
            pair.end();
        }
        return policies;
    }

    /** An array, because the library's own type decodes its parts only later. */
    private static Object distributionPoints(ASN1Primitive value) {
        return CRLDistPoint.getInstance(value).getDistributionPoints();
    }
}

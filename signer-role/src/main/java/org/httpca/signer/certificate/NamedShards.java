package org.httpca.signer.certificate;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.httpca.pki.SerialNumbers;
import org.httpca.signer.issuer.CrlShards;
import org.jspecify.annotations.Nullable;

/**
 * Which of its issuer's CRLs a certificate names (RFC 5280, section 4.2.1.13). It is read out of what the issuer has signed, so that
 * nobody can have a certificate listed elsewhere who can write to the table.
 */
public final class NamedShards {
    private static final String SUFFIX = ".crl";

    private final IssuerSignatures signatures;

    public NamedShards(IssuerSignatures signatures) {
        this.signatures = signatures;
    }

    /**
     * The name of a shard; empty where the complete CRL alone is meant; {@link CrlShards#EACH} if these octets are not that certificate.
     *
     * @param der of the certificate, as it is stored
     */
    public String of(String issuer, String serial, byte[] der) {
        if (!signatures.hold(issuer, der)) {
            return CrlShards.EACH;
        }
        try {
            Certificate certificate = Certificate.getInstance(der);
            return SerialNumbers.hex(certificate.getSerialNumber().getValue()).equals(serial)
                    ? in(certificate.getTBSCertificate().getExtensions(), issuer)
                    : CrlShards.EACH;
        } catch (IllegalArgumentException | IllegalStateException e) {
            return CrlShards.EACH;
        }
    }

    /** Of a certificate that is known to be the issuer's. */
    public static String in(@Nullable Extensions extensions, String issuer) {
        String folder = "/ca/" + issuer + "/crl/";
        return urls(extensions)
                .flatMap(url -> name(url, folder).stream())
                .findFirst()
                .orElse("");
    }

    private static Optional<String> name(String url, String folder) {
        int begin = url.lastIndexOf(folder) + folder.length();
        return url.contains(folder) && url.endsWith(SUFFIX)
                ? Optional.of(url.substring(begin, url.length() - SUFFIX.length()))
                        .filter(CrlShards::isName)
                : Optional.empty();
    }

    private static Stream<String> urls(@Nullable Extensions extensions) {
        Extension extension = extensions == null ? null : extensions.getExtension(Extension.cRLDistributionPoints);
        return extension == null
                ? Stream.empty()
                : Stream.of(CRLDistPoint.getInstance(extension.getParsedValue()).getDistributionPoints())
                        .map(DistributionPoint::getDistributionPoint)
                        .filter(Objects::nonNull)
                        .filter(place -> place.getType() == DistributionPointName.FULL_NAME)
                        .flatMap(place -> Stream.of(
                                GeneralNames.getInstance(place.getName()).getNames()))
                        .filter(name -> name.getTagNo() == GeneralName.uniformResourceIdentifier)
                        .map(name -> ASN1IA5String.getInstance(name.getName()).getString());
    }
}

package org.httpca.lint.rfc5280;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.httpca.lint.subject.CertificateUnderLint;
import org.httpca.lint.subject.ReadExtension;
import org.httpca.lint.subject.ReadExtensions;
import org.jspecify.annotations.Nullable;

final class NameConstraintsOfKind implements CertificateLint {

    @Override
    public String name() {
        return "name-constraints";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 4.2.1.10";
    }

    @Override
    public String rule() {
        return "Name constraints are critical, in CAs only, not empty, without minimum and maximum; "
                + "addresses have a mask; host names are LDH.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {
        ReadExtensions extensions = c.certificate().extensions();
        ReadExtension extension = extensions.find(Extension.nameConstraints);
        NameConstraints constraints = extensions.decoded(Extension.nameConstraints, NameConstraints.class);
        if (extension == null || constraints == null) {
            return;
        }
        AuthorityExtension.check(extension, c, out);
        GeneralSubtree[] permitted = constraints.getPermittedSubtrees();
        GeneralSubtree[] excluded = constraints.getExcludedSubtrees();
        if (permitted == null && excluded == null) {
            out.error("is empty");
        }
        check(permitted, out);
        check(excluded, out);
    }

    private static void check(GeneralSubtree @Nullable [] subtrees, Findings out) {
        if (subtrees == null) {
            return;
        }
        if (subtrees.length == 0) {
            out.error("has an empty list of subtrees");
        }
        for (GeneralSubtree subtree : subtrees) {
            if (subtree.getMinimum().signum() != 0 || subtree.getMaximum() != null) {
                out.error("has a minimum or a maximum");
            }
            GeneralName base = subtree.getBase();
            if (base.getTagNo() == GeneralName.iPAddress) {
                if (!network(ASN1OctetString.getInstance(base.getName()).getOctets())) {
                    out.error("has an address that is not one with a contiguous mask");
                }
            } else if (base.getTagNo() == GeneralName.dNSName) {
                checkHost(AlternativeNames.text(base), out);
            }
        }
    }

    private static void checkHost(String host, Findings out) {
        if (host.startsWith(".")) {
            out.warning(
                    "has a host name with a dot in front, which not everyone reads alike: " + Findings.quoted(host));
        }
        String bare = host.startsWith(".") ? host.substring(1) : host;
        if (!bare.isEmpty() && (bare.startsWith("*") || DnsNames.defect(bare) != null)) {
            out.error("has something that is not a host name: " + Findings.quoted(host));
        }
    }

    /** An address and a mask of the same length, the mask being ones and then zeros. */
    private static boolean network(byte[] octets) {
        if (octets.length != 8 && octets.length != 32) {
            return false;
        }
        BigInteger mask = new BigInteger(1, Arrays.copyOfRange(octets, octets.length / 2, octets.length));
        int bits = octets.length * 4;
        return mask.signum() == 0 || mask.bitLength() == bits && mask.bitCount() == bits - mask.getLowestSetBit();
    }
}

package org.httpca.signer.issuer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.pki.Identifier;
import org.httpca.pki.Subtree;
import org.httpca.problem.Result;
import org.jspecify.annotations.Nullable;

/**
 * For which names a CA may issue (RFC 5280, section 4.2.1.10): in one of the permitted subtrees of a name's type, if there are any of its
 * type, and in none that is excluded. Whoever believes the CA checks it; nobody inside can get around it.
 */
public record NameConstraint(List<Subtree> permitted, List<Subtree> excluded) {
    /** Every name. */
    public static final NameConstraint NONE = new NameConstraint(List.of(), List.of());

    private static final List<Subtree> ALL_ADDRESSES = List.of(Subtree.parse("0.0.0.0/0"), Subtree.parse("::/0"));
    /** Every name is this one with labels before it. */
    private static final GeneralName ALL_NAMES = new GeneralName(GeneralName.dNSName, "");

    public NameConstraint {
        permitted = List.copyOf(permitted);
        excluded = List.copyOf(excluded);
    }

    public boolean isNone() {
        return permitted.isEmpty() && excluded.isEmpty();
    }

    /**
     * What stands in the certificate, where it is critical. A type of name without a permitted subtree is free by the RFC; whoever permits
     * names of one type means those alone, so the other type is excluded whole.
     */
    ASN1Encodable extension() {
        Set<Subtree> addresses = new LinkedHashSet<>(excluded);
        if (!permitted.isEmpty() && !permits(Identifier.Type.IP)) {
            addresses.addAll(ALL_ADDRESSES);
        }
        List<GeneralSubtree> out = new ArrayList<>(subtrees(addresses));
        if (!permitted.isEmpty() && !permits(Identifier.Type.DNS)) {
            out.add(new GeneralSubtree(ALL_NAMES));
        }
        return new NameConstraints(sequence(subtrees(permitted)), sequence(out));
    }

    private boolean permits(Identifier.Type type) {
        return permitted.stream().anyMatch(subtree -> subtree.type() == type);
    }

    /** As a certificate has them, DNS names and addresses; for another certificate of the same CA. */
    public static NameConstraint in(X509CertificateHolder ca) {
        Extension extension = ca.getExtension(Extension.nameConstraints);
        if (extension == null) {
            return NONE;
        }
        NameConstraints constraints = NameConstraints.getInstance(extension.getParsedValue());
        return new NameConstraint(read(constraints.getPermittedSubtrees()), read(constraints.getExcludedSubtrees()));
    }

    /** The name before all others is left out: {@link #extension} adds it again. It knows the addresses that it adds. */
    private static List<Subtree> read(GeneralSubtree @Nullable [] subtrees) {
        List<Subtree> read = new ArrayList<>();
        for (GeneralSubtree subtree : subtrees == null ? new GeneralSubtree[0] : subtrees) {
            GeneralName base = subtree.getBase();
            if (base.getTagNo() == GeneralName.iPAddress) {
                read.add(Subtree.ofAddressAndMask(
                        ASN1OctetString.getInstance(base.getName()).getOctets()));
            } else if (!base.getName().toString().isEmpty()) {
                read.add(Subtree.parse(base.getName().toString()));
            }
        }
        return read;
    }

    /**
     * Which CA of a chain does not permit the name.
     *
     * @param chain the issuer and those above it, as certificates
     * @return its subject; empty if the name is good with all of them
     */
    public static Optional<String> refusing(Collection<X509CertificateHolder> chain, Identifier name) {
        return chain.stream()
                .filter(ca -> !permits(ca, name))
                .map(ca -> String.valueOf(ca.getSubject()))
                .findFirst();
    }

    private static boolean permits(X509CertificateHolder ca, Identifier identifier) {
        GeneralName name = identifier.toGeneralName();
        Extension extension = ca.getExtension(Extension.nameConstraints);
        if (extension == null) {
            return true;
        }
        NameConstraints constraints = NameConstraints.getInstance(extension.getParsedValue());
        PKIXNameConstraintValidator validator = new PKIXNameConstraintValidator();
        if (constraints.getPermittedSubtrees() != null) {
            validator.intersectPermittedSubtree(constraints.getPermittedSubtrees());
        }
        if (constraints.getExcludedSubtrees() != null) {
            for (GeneralSubtree subtree : constraints.getExcludedSubtrees()) {
                validator.addExcludedSubtree(subtree);
                if (excludes(subtree.getBase(), identifier)) {
                    return false;
                }
            }
        }
        try {
            validator.checkPermitted(name);
            validator.checkExcluded(name);
            return true;
        } catch (NameConstraintValidatorException e) {
            return false;
        }
    }

    /** What the validator does not know: all names, and a wildcard that stands for a name in there. */
    private static boolean excludes(GeneralName base, Identifier name) {
        if (base.getTagNo() != GeneralName.dNSName || name.type() != Identifier.Type.DNS) {
            return false;
        }
        return base.equals(ALL_NAMES)
                || (Identifier.dns(base.getName().toString()) instanceof Result.Passed<Identifier> dns
                        && Subtree.parse(dns.value().value()).touches(name));
    }

    private static List<GeneralSubtree> subtrees(Collection<Subtree> list) {
        return list.stream().map(subtree -> new GeneralSubtree(base(subtree))).toList();
    }

    /** An empty one is left out (section 4.2.1.10: SIZE (1..MAX)). */
    private static GeneralSubtree @Nullable [] sequence(List<GeneralSubtree> list) {
        return list.isEmpty() ? null : list.toArray(GeneralSubtree[]::new);
    }

    /** An address has its mask behind it. */
    private static GeneralName base(Subtree subtree) {
        return subtree.type() == Identifier.Type.DNS
                ? new GeneralName(GeneralName.dNSName, subtree.toString())
                : new GeneralName(GeneralName.iPAddress, new DEROctetString(subtree.addressAndMask()));
    }
}

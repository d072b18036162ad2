package org.httpca.pki;

import java.util.List;
import java.util.TreeSet;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.GeneralName;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.jspecify.annotations.Nullable;

/** The names that a PKCS#10 asks for: its subject alternative names, or else its common name. */
final class RequestedIdentifiers {

    private static final int MAX_NAMES = 100;

    private RequestedIdentifiers() {}

    static Result<List<Identifier>> of(X500Name subject, List<GeneralName> alternativeNames) {
        return alternativeNames.isEmpty() ? ofCommonName(commonName(subject)) : ofNames(alternativeNames);
    }

    private static Result<List<Identifier>> ofCommonName(@Nullable String commonName) {
        // 'Looks like a DNS name' asks for a dot, so that the name of a person is none.
        if (commonName == null || commonName.indexOf('.') < 0) {
            return Result.passed(List.of());
        }
        Result<Identifier> name = Identifier.dns(commonName);
        return name.isPassed() ? name.map(List::of) : Result.passed(List.of());
    }

    private static Result<List<Identifier>> ofNames(List<GeneralName> names) {
        if (names.size() > MAX_NAMES) {
            return Result.refused(
                    ProblemType.BAD_CSR, "The request has " + names.size() + " names; " + MAX_NAMES + " are the most.");
        }
        TreeSet<Identifier> identifiers = new TreeSet<>();
        for (GeneralName name : names) {
            Result<Identifier> identifier = ofName(name);
            if (identifier instanceof Result.Refused<Identifier> refused) {
                return Result.refused(refused.problem());
            }
            if (!identifiers.add(identifier.orElseThrow())) {
                return Result.refused(
                        ProblemType.BAD_CSR,
                        "The request has the name '" + identifier.orElseThrow() + "' twice. Ask for each name once.");
            }
        }
        return Result.passed(List.copyOf(identifiers));
    }

    private static Result<Identifier> ofName(GeneralName name) {
        if (name.getTagNo() == GeneralName.dNSName) {
            return Identifier.dns(((ASN1String) name.getName()).getString());
        }
        if (name.getTagNo() == GeneralName.iPAddress) {
            byte[] octets = ASN1OctetString.getInstance(name.getName()).getOctets();
            return octets.length == 4 || octets.length == 16
                    ? Identifier.ip(IpAddresses.text(octets))
                    : Result.refused(ProblemType.BAD_CSR, "An IP address in the request is neither IPv4 nor IPv6.");
        }
        return Result.refused(
                ProblemType.UNSUPPORTED_IDENTIFIER,
                "The request has a subject alternative name of a kind that is not issued here (tag " + name.getTagNo()
                        + "). DNS names and IP addresses are.");
    }

    static @Nullable String commonName(X500Name subject) {
        RDN[] names = subject.getRDNs(BCStyle.CN);
        if (names.length == 0 || names[0].isMultiValued()) {
            return null;
        }
        return names[0].getFirst().getValue() instanceof ASN1String text ? text.getString() : null;
    }
}

package org.httpca.pki;

import java.util.List;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;

/**
 * The extensions that a PKCS#10 asks for (RFC 2985, section 5.4.2). Nothing of them goes into a certificate but the names; who asks
 * for more than an end entity can be is told so, instead of getting something else in silence.
 *
 * @param alternativeNames of the subject; empty where the request has none
 */
record RequestedExtensions(List<GeneralName> alternativeNames) {

    static Result<RequestedExtensions> of(PKCS10CertificationRequest request) {
        try {
            Extensions extensions = request.getRequestedExtensions();
            if (extensions == null) {
                return Result.passed(new RequestedExtensions(List.of()));
            }
            if (asksForAuthority(extensions)) {
                return Result.refused(
                        ProblemType.BAD_CSR,
                        "The request asks for a CA certificate (basicConstraints CA:TRUE, or the key usages keyCertSign or"
                                + " cRLSign). Only certificates of end entities are issued: make it without these.");
            }
            GeneralNames names = GeneralNames.fromExtensions(extensions, Extension.subjectAlternativeName);
            return Result.passed(new RequestedExtensions(names == null ? List.of() : List.of(names.getNames())));
        } catch (RuntimeException e) {
            return Result.refused(ProblemType.BAD_CSR, "The extensions of the request cannot be read.");
        }
    }

    private static boolean asksForAuthority(Extensions extensions) {
        BasicConstraints constraints = BasicConstraints.fromExtensions(extensions);
        KeyUsage usage = KeyUsage.fromExtensions(extensions);
        boolean signs = usage != null && (usage.hasUsages(KeyUsage.keyCertSign) || usage.hasUsages(KeyUsage.cRLSign));
        return signs || (constraints != null && constraints.isCA());
    }
}

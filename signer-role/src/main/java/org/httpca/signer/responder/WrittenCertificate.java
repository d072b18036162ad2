package org.httpca.signer.responder;

import java.io.IOException;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.x509.Certificate;
import org.httpca.pki.Octets;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.httpca.signer.certificate.IssuerSignatures;

/** Tells certificates that were made of what was written down from others. */
public final class WrittenCertificate {
    static final Problem OWN_MISTAKE = new Problem(
            ProblemType.SERVER_INTERNAL,
            "The responder's certificate would have been faulty, so it was not signed. The operators of this CA know more.");

    private final IssuerSignatures signatures;

    public WrittenCertificate(IssuerSignatures signatures) {
        this.signatures = signatures;
    }

    /** Whether the issuer has signed exactly what is written down there. */
    boolean isOf(WrittenResponder row, Octets der) {
        return Octets.of(toBeSigned(der)).equals(row.tbs()) && signatures.hold(row.issuer(), der.toArray());
    }

    private static byte[] toBeSigned(Octets der) {
        try {
            return Certificate.getInstance(der.toArray()).getTBSCertificate().getEncoded(ASN1Encoding.DER);
        } catch (IOException | IllegalArgumentException e) {
            return new byte[0];
        }
    }
}

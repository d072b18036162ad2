package org.httpca.standalone;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.httpca.pki.Pem;
import org.httpca.pki.RevocationReason;
import org.httpca.pki.VerificationKey;

/** Asks by OCSP about a certificate, where the certificate says (RFC 6960), and believes what its issuer's responder has signed. */
final class OcspQuestion {
    private final X509CertificateHolder leaf;
    private final X509CertificateHolder issuer;
    private final CertificateID id;

    OcspQuestion(String fullchainPem) throws IOException, OCSPException, OperatorCreationException {
        List<byte[]> chain = Pem.decodeCertificates(fullchainPem);
        leaf = new X509CertificateHolder(chain.get(0));
        issuer = new X509CertificateHolder(chain.get(1));
        BigInteger serial = leaf.getSerialNumber();
        id = new CertificateID(
                new BcDigestCalculatorProvider().get(new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1)),
                issuer,
                serial);
    }

    /** The address in the certificate's AIA. */
    String url() {
        return Arrays.stream(AuthorityInformationAccess.fromExtensions(leaf.getExtensions())
                        .getAccessDescriptions())
                .filter(access -> access.getAccessMethod().equals(AccessDescription.id_ad_ocsp))
                .map(access -> access.getAccessLocation().getName().toString())
                .findFirst()
                .orElseThrow(() -> new Demo.StepFailed("the certificate does not say where OCSP is answered"));
    }

    byte[] request() throws IOException, OCSPException {
        return new OCSPReqBuilder().addRequest(id).build().getEncoded();
    }

    /**
     * What the answer says: {@code good}, {@code unknown}, or {@code revoked} with its reason.
     *
     * @throws Demo.StepFailed if the issuer has not let its sender answer
     */
    String read(byte[] answer) throws IOException, OCSPException, GeneralSecurityException {
        OCSPResp response = new OCSPResp(answer);
        if (!(response.getResponseObject() instanceof BasicOCSPResp basic)) {
            throw new Demo.StepFailed("OCSP answers with error " + response.getStatus());
        }
        X509CertificateHolder responder = basic.getCerts()[0];
        boolean certified = VerificationKey.of(issuer.getSubjectPublicKeyInfo()).signed(responder.toASN1Structure());
        boolean signed = VerificationKey.of(responder.getSubjectPublicKeyInfo())
                .holds(basic.getSignatureAlgorithmID(), basic.getTBSResponseData(), basic.getSignature());
        boolean permitted = ExtendedKeyUsage.fromExtensions(responder.getExtensions())
                .hasKeyPurposeId(KeyPurposeId.id_kp_OCSPSigning);
        if (!certified
                || !signed
                || !permitted
                || !basic.getResponses()[0].getCertID().equals(id)) {
            throw new Demo.StepFailed("the OCSP answer does not verify");
        }
        CertificateStatus status = basic.getResponses()[0].getCertStatus();
        if (status == CertificateStatus.GOOD) {
            return "good";
        }
        return status instanceof RevokedStatus revoked ? "revoked, " + reason(revoked) : "unknown";
    }

    private static String reason(RevokedStatus revoked) {
        return revoked.hasRevocationReason()
                ? RevocationReason.ofCode(revoked.getRevocationReason())
                        .map(RevocationReason::label)
                        .orElse(String.format(Locale.ROOT, "%d", revoked.getRevocationReason()))
                : RevocationReason.UNSPECIFIED.label();
    }
}

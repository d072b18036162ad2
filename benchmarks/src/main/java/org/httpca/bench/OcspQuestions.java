package org.httpca.bench;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.Random;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.httpca.pki.VerificationKey;

/** What is asked about certificates of one issuer, and whether an answer is one. */
final class OcspQuestions {
    private static final int NONCE = 32; // RFC 9654, section 2.1

    private final X509CertificateHolder issuer;

    OcspQuestions(X509CertificateHolder issuer) {
        this.issuer = issuer;
    }

    byte[] plain(BigInteger serial) throws IOException {
        return request(serial, null);
    }

    byte[] withNonce(BigInteger serial, Random random) throws IOException {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        return request(
                serial,
                new Extension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, new DEROctetString(nonce).getEncoded()));
    }

    private byte[] request(BigInteger serial, @org.jspecify.annotations.Nullable Extension nonce) throws IOException {
        try {
            OCSPReqBuilder builder = new OCSPReqBuilder().addRequest(id(serial));
            if (nonce != null) {
                builder.setRequestExtensions(new Extensions(nonce));
            }
            return builder.build().getEncoded();
        } catch (OCSPException e) {
            throw new IOException("an OCSP request cannot be made", e);
        }
    }

    private CertificateID id(BigInteger serial) throws OCSPException {
        try {
            return new CertificateID(
                    new BcDigestCalculatorProvider().get(new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1)),
                    issuer,
                    serial);
        } catch (OperatorCreationException e) {
            throw new OCSPException("SHA-1 is missing", e);
        }
    }

    /** Cheap, for each answer: it is as long as one that is signed, and successful. */
    static boolean looksGood(byte[] answer) {
        return answer.length > 200 && answer[4] == 0x0a && answer[5] == 1 && answer[6] == 0;
    }

    /**
     * All of it, for one answer: about that certificate, good, and signed by whom the issuer has certified.
     *
     * @throws IOException if not
     */
    void check(byte[] answer, BigInteger serial) throws IOException {
        try {
            OCSPResp response = new OCSPResp(answer);
            if (!(response.getResponseObject() instanceof BasicOCSPResp basic)) {
                throw new IOException("OCSP answers with error " + response.getStatus());
            }
            X509CertificateHolder responder = basic.getCerts()[0];
            boolean certified =
                    VerificationKey.of(issuer.getSubjectPublicKeyInfo()).signed(responder.toASN1Structure());
            boolean signed = VerificationKey.of(responder.getSubjectPublicKeyInfo())
                    .holds(basic.getSignatureAlgorithmID(), basic.getTBSResponseData(), basic.getSignature());
            boolean about = basic.getResponses()[0].getCertID().equals(id(serial));
            if (!certified || !signed || !about || basic.getResponses()[0].getCertStatus() != null) {
                throw new IOException(
                        "an OCSP answer does not say that the certificate is good, signed by its responder");
            }
        } catch (OCSPException | GeneralSecurityException e) {
            throw new IOException("an OCSP answer cannot be read", e);
        }
    }
}

package org.httpca.envelope;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.util.Base64;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.httpca.pki.Crypto;

/** Signs statements of one type by one identity. Their header is always the same, and is made once. */
final class StatementSigner {
    private final JWSHeader header;
    private final String encodedHeader;
    private final JWSSigner signer;

    StatementSigner(Identity identity, String typ) {
        header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType(typ))
                .x509CertChain(encoded(identity.chain()))
                .build();
        encodedHeader = header.toBase64URL().toString();
        try {
            ECDSASigner ecdsa = new ECDSASigner(identity.privateKey(), Curve.P_256);
            ecdsa.getJCAContext().setProvider(Crypto.ecdsa());
            signer = ecdsa;
        } catch (JOSEException e) {
            throw new IllegalArgumentException("the identity's key is not one for ES256", e);
        }
    }

    /** The compact serialization (RFC 7515, section 7.1). */
    String sign(String payload) {
        String signed = encodedHeader
                + '.'
                + java.util.Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(payload.getBytes(StandardCharsets.UTF_8));
        try {
            return signed + '.' + signer.sign(header, signed.getBytes(StandardCharsets.US_ASCII));
        } catch (JOSEException e) {
            throw new IllegalStateException("the statement could not be signed", e);
        }
    }

    private static List<Base64> encoded(List<X509Certificate> chain) {
        List<Base64> encoded = new ArrayList<>();
        for (X509Certificate certificate : chain) {
            try {
                encoded.add(Base64.encode(certificate.getEncoded()));
            } catch (CertificateEncodingException e) {
                throw new IllegalArgumentException(e);
            }
        }
        return encoded;
    }
}

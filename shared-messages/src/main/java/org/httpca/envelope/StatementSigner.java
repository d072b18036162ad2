package org.httpca.envelope;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.impl.ECDSA;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.httpca.pki.SigningKey;

/** Signs statements of one type by one identity. Their header is always the same, and is made once. */
final class StatementSigner {
    /** RFC 7518, section 3.4: R and S of 32 octets each. */
    private static final int ES256_OCTETS = 64;

    private final String encodedHeader;
    private final SigningKey key;

    StatementSigner(Identity identity, String typ) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType(typ))
                .x509CertChain(encoded(identity.chain()))
                .build();
        encodedHeader = header.toBase64URL().toString();
        key = identity.key();
    }

    /** The compact serialization (RFC 7515, section 7.1). */
    String sign(String payload) {
        String signed = encodedHeader
                + '.'
                + java.util.Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(payload.getBytes(StandardCharsets.UTF_8));
        try {
            byte[] der = key.sign("SHA256withECDSA", signed.getBytes(StandardCharsets.US_ASCII));
            return signed + '.' + Base64URL.encode(ECDSA.transcodeSignatureToConcat(der, ES256_OCTETS));
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

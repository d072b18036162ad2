package org.httpca.envelope;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.util.Base64;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.httpca.message.MessageJson;
import org.httpca.message.Role;
import org.httpca.pki.Crypto;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/**
 * Seals messages into an envelope: a compact JWS (RFC 7515) with ES256, a fixed {@code typ}, and the sender's certificate
 * chain in {@code x5c}. The claims have the names of RFC 7519: {@code jti}, {@code iss}, {@code aud}, {@code iat}, {@code exp}.
 */
public final class EnvelopeSealer {

    private final Identity identity;
    private final Clock clock;
    private final UuidSource ids;
    private final JWSHeader header;
    private final JWSSigner signer;

    public EnvelopeSealer(Identity identity, Clock clock, UuidSource ids) {
        this.identity = identity;
        this.clock = clock;
        this.ids = ids;
        this.header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType(EnvelopeClaims.TYP))
                .x509CertChain(encoded(identity.chain()))
                .build();
        try {
            ECDSASigner ecdsa = new ECDSASigner(identity.privateKey(), Curve.P_256);
            ecdsa.getJCAContext().setProvider(Crypto.BOUNCY_CASTLE);
            this.signer = ecdsa;
        } catch (JOSEException e) {
            throw new IllegalArgumentException("an identity's key is on P-256", e);
        }
    }

    /**
     * One envelope with these messages.
     *
     * @param lifetime how long the receiver takes it, at most {@link EnvelopeVerifier#MAX_LIFETIME}
     * @return the ASCII octets of the compact JWS
     */
    public byte[] seal(Role recipient, List<Outgoing> messages, Duration lifetime) {
        Instant now = clock.instant();
        ObjectNode claims = MessageJson.mapper().createObjectNode();
        claims.put(EnvelopeClaims.ID, ids.get().toString());
        claims.put(EnvelopeClaims.SENDER, identity.toString());
        claims.put(EnvelopeClaims.RECIPIENT, EnvelopeClaims.audience(identity.installation(), recipient));
        claims.put(EnvelopeClaims.ISSUED_AT, now.getEpochSecond());
        claims.put(EnvelopeClaims.EXPIRES_AT, now.plus(lifetime).getEpochSecond());
        ArrayNode array = claims.putArray(EnvelopeClaims.MESSAGES);
        for (Outgoing message : messages) {
            array.addObject()
                    .put("id", message.id().toString())
                    .put("type", message.type().wireName())
                    .putRawValue("body", new RawValue(message.json()));
        }
        JWSObject jws = new JWSObject(header, new Payload(MessageJson.mapper().writeValueAsString(claims)));
        try {
            jws.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("the envelope could not be signed", e);
        }
        return jws.serialize().getBytes(StandardCharsets.US_ASCII);
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

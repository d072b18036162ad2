package org.httpca.envelope;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.util.Base64;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import org.httpca.pki.Crypto;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.jspecify.annotations.Nullable;

/** The one way in which identities sign: a compact JWS with ES256, a fixed {@code typ}, and the certificate chain in {@code x5c}. */
public final class SignedStatements {

    /** What was signed, and by whom. */
    public record Statement(String payload, Sender sender) {}

    private SignedStatements() {}

    /** Signs with an instance's identity. */
    public static String sign(Identity identity, String typ, String payload) {
        return sign(header(identity, typ), identity, payload);
    }

    static JWSHeader header(Identity identity, String typ) {
        return new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType(typ))
                .x509CertChain(encoded(identity.chain()))
                .build();
    }

    static String sign(JWSHeader header, Identity identity, String payload) {
        try {
            ECDSASigner signer = new ECDSASigner(identity.privateKey(), Curve.P_256);
            signer.getJCAContext().setProvider(Crypto.BOUNCY_CASTLE);
            JWSObject jws = new JWSObject(header, new Payload(payload));
            jws.sign(signer);
            return jws.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("the statement could not be signed", e);
        }
    }

    /**
     * The statement, if an identity of this installation signed it. Its certificate need not be valid still: what was signed
     * once stays evidence.
     */
    public static Result<Statement> verify(String jws, String typ, X509Certificate messagingCa, String installation) {
        return verify(jws, typ, new TrustedSenders(messagingCa, installation))
                .map(trusted -> new Statement(trusted.payload(), trusted.by().sender()));
    }

    /** What was signed, with all that is known of the signer. */
    record Signed(String payload, TrustedSenders.Trusted by) {}

    static Result<Signed> verify(String jws, String typ, TrustedSenders senders) {
        JWSObject parsed;
        try {
            parsed = JWSObject.parse(jws);
        } catch (ParseException | IllegalArgumentException e) {
            return refused("not a compact JWS");
        }
        JWSHeader header = parsed.getHeader();
        if (!JWSAlgorithm.ES256.equals(header.getAlgorithm())) {
            return refused("the algorithm is not ES256");
        }
        if (header.getType() == null || !typ.equals(header.getType().getType())) {
            return refused("the type is not " + typ);
        }
        TrustedSenders.Trusted trusted = trusted(header, senders);
        if (trusted == null) {
            return refused("the sender's certificate is not from the messaging CA of this installation");
        }
        return signatureHolds(parsed, trusted)
                ? Result.passed(new Signed(parsed.getPayload().toString(), trusted))
                : refused("the signature of " + trusted.sender() + " does not hold");
    }

    private static TrustedSenders.@Nullable Trusted trusted(JWSHeader header, TrustedSenders senders) {
        List<Base64> chain = header.getX509CertChain();
        return chain == null || chain.isEmpty() ? null : senders.of(chain.get(0));
    }

    private static boolean signatureHolds(JWSObject jws, TrustedSenders.Trusted trusted) {
        try {
            ECDSAVerifier verifier = new ECDSAVerifier(trusted.key());
            verifier.getJCAContext().setProvider(Crypto.BOUNCY_CASTLE);
            return jws.verify(verifier);
        } catch (JOSEException | RuntimeException e) {
            return false;
        }
    }

    private static <T> Result<T> refused(String why) {
        return Result.refused(ProblemType.FORBIDDEN, why);
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

package org.httpca.envelope;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import org.httpca.envelope.TrustedSenders.Heading;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;

/** The one way in which identities sign: a compact JWS with ES256, a fixed {@code typ}, and the certificate chain in {@code x5c}. */
public final class SignedStatements {

    /**
     * What was signed, and by whom.
     *
     * @param notBefore of the signer's certificate
     * @param notAfter of the signer's certificate
     * @param revoked whether it was, at any time
     */
    public record Statement(String payload, Sender sender, Instant notBefore, Instant notAfter, boolean revoked) {

        /** Whether the signer's certificate was valid then, and was not revoked since. */
        public boolean wasGoodAt(Instant time) {
            return !revoked && !time.isBefore(notBefore) && !time.isAfter(notAfter);
        }
    }

    private SignedStatements() {}

    /** Signs with an instance's identity. */
    public static String sign(Identity identity, String typ, String payload) {
        return new StatementSigner(identity, typ).sign(payload);
    }

    /**
     * The statement, if an identity of this installation signed it. Its certificate need not be valid still, and may be revoked: what was signed
     * once stays evidence.
     */
    public static Result<Statement> verify(String jws, String typ, MessagingTrust trust, String installation) {
        return verify(jws, typ, new TrustedSenders(trust, installation)).map(SignedStatements::statement);
    }

    static Statement statement(Signed signed) {
        return new Statement(
                signed.payload(),
                signed.by().sender(),
                signed.by().notBefore(),
                signed.by().notAfter(),
                signed.by().revokedAt() != null);
    }

    /** What was signed, with all that is known of the signer. */
    record Signed(String payload, TrustedSenders.Trusted by) {}

    /** RFC 7515, section 5.2, for the compact serialization alone. */
    static Result<Signed> verify(String jws, String typ, TrustedSenders senders) {
        int first = jws.indexOf('.');
        int last = jws.lastIndexOf('.');
        if (first < 1 || last == first || jws.indexOf('.', first + 1) != last) {
            return refused("not a compact JWS");
        }
        Heading heading;
        String payload;
        try {
            heading = senders.heading(jws.substring(0, first));
            payload = new String(Base64.getUrlDecoder().decode(jws.substring(first + 1, last)), StandardCharsets.UTF_8);
        } catch (ParseException | IllegalArgumentException e) {
            return refused("not a compact JWS");
        }
        if (!JWSAlgorithm.ES256.equals(heading.header().getAlgorithm())) {
            return refused("the algorithm is not ES256");
        }
        JOSEObjectType type = heading.header().getType();
        if (type == null || !typ.equals(type.getType())) {
            return refused("the type is not " + typ);
        }
        TrustedSenders.Trusted trusted = heading.trusted();
        if (trusted == null) {
            return refused("the sender's certificate is not from the messaging CA of this installation");
        }
        byte[] signed = jws.substring(0, last).getBytes(StandardCharsets.ISO_8859_1);
        if (!signatureHolds(heading.header(), trusted, signed, new Base64URL(jws.substring(last + 1)))) {
            return refused("the signature of " + trusted.sender() + " does not hold");
        }
        senders.remember(jws.substring(0, first), heading);
        return Result.passed(new Signed(payload, trusted));
    }

    private static boolean signatureHolds(
            JWSHeader header, TrustedSenders.Trusted trusted, byte[] signed, Base64URL signature) {
        try {
            return trusted.verifier().verify(header, signed, signature);
        } catch (JOSEException | RuntimeException e) {
            return false;
        }
    }

    private static <T> Result<T> refused(String why) {
        return Result.refused(ProblemType.FORBIDDEN, why);
    }
}

package org.httpca.acme.jws;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.impl.ECDSA;
import com.nimbusds.jose.jwk.JWK;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.httpca.acme.problem.AcmeProblemType;
import org.httpca.acme.problem.AcmeRefusedException;
import org.httpca.pki.Octets;
import org.httpca.pki.VerificationKey;
import org.httpca.pki.key.KeyWeakness;
import tools.jackson.databind.JsonNode;

/** The public key of an account: on P-256, P-384, P-521, RSA of 2048 to 8192 bits, or Ed25519. Only a sound one becomes an object. */
public final class AccountKey {
    private final JWK jwk;
    private final SignatureAlgorithm algorithm;
    private final VerificationKey key;
    private final Octets spki;
    private final String thumbprint;

    private AccountKey(JWK jwk, SignatureAlgorithm algorithm, VerificationKey key, Octets spki, String thumbprint) {
        this.jwk = jwk;
        this.algorithm = algorithm;
        this.key = key;
        this.spki = spki;
        this.thumbprint = thumbprint;
    }

    /** Reads the members of the key alone, whatever stands beside them. */
    public static AccountKey of(JsonNode jwk) {
        if (jwk.has("d") || jwk.has("k")) {
            throw bad("The 'jwk' holds a private or a symmetric key. Send the public key alone, and make a new one.");
        }
        PublicJwk read = PublicJwk.read(jwk);
        SubjectPublicKeyInfo info = read.info();
        KeyWeakness weakness = KeyWeakness.of(info);
        if (weakness != null) {
            throw bad(weakness.detail());
        }
        try {
            return new AccountKey(
                    read.jwk(),
                    read.algorithm(),
                    VerificationKey.of(info),
                    Octets.of(info.getEncoded("DER")),
                    read.jwk().computeThumbprint().toString());
        } catch (GeneralSecurityException | IOException | JOSEException e) {
            throw bad("The 'jwk' is no key that can be used.");
        }
    }

    /** One that was stored by {@link #json()}. */
    public static AccountKey stored(String json) {
        return of(JsonText.object("The stored key", json));
    }

    /** RFC 7638 with SHA-256, base64url. */
    public String thumbprint() {
        return thumbprint;
    }

    public String json() {
        return jwk.toJSONString();
    }

    /** Whether it is the key whose SubjectPublicKeyInfo has this SHA-256, in lower-case hexadecimal. */
    public boolean isOf(String spkiSha256) {
        return spki.sha256().hex().equals(spkiSha256);
    }

    /** Refused unless this key made the signature, by the one algorithm that it is for. */
    public void verify(FlattenedJws jws) {
        if (!algorithm.jwa().equals(jws.header().algorithm())) {
            requireKnown(jws.header().algorithm());
            throw badAlgorithm("The algorithm is not of this key, which signs by " + algorithm.jwa() + ".");
        }
        if (!holds(jws)) {
            throw JsonText.malformed("The signature of the JWS does not hold.");
        }
    }

    private boolean holds(FlattenedJws jws) {
        byte[] signature = jws.signature().toArray();
        if (signature.length == 0 || (algorithm.octets() > 0 && signature.length != algorithm.octets())) {
            return false;
        }
        try {
            byte[] encoded = algorithm.isEcdsa() ? ECDSA.transcodeSignatureToDER(signature) : signature;
            return key.holds(algorithm.identifier(), jws.signingInput().toArray(), encoded);
        } catch (JOSEException | RuntimeException e) {
            return false;
        }
    }

    /** Refused for an algorithm that no account's key has: none, MACs, and what is not read here. */
    public static void requireKnown(String algorithm) {
        if (!SignatureAlgorithm.words().contains(algorithm)) {
            throw badAlgorithm(
                    "The JWS must be signed by one of " + String.join(", ", SignatureAlgorithm.words()) + ".");
        }
    }

    private static AcmeRefusedException badAlgorithm(String detail) {
        List<String> words = SignatureAlgorithm.words();
        return AcmeRefusedException.with(
                AcmeProblemType.BAD_SIGNATURE_ALGORITHM, detail, Map.of("algorithms", words)); // section 6.2
    }

    static AcmeRefusedException bad(String detail) {
        return AcmeRefusedException.of(AcmeProblemType.BAD_PUBLIC_KEY, detail);
    }
}

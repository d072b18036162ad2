package org.httpca.order;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.httpca.pki.Crypto;
import org.httpca.pki.Octets;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;

/** The administrators of a signer: names and public keys out of its configuration. A row in a database enrols nobody. */
public final class Administrators {

    private final Map<String, ECPublicKey> keys;
    private final SortedMap<String, String> fingerprints;

    private Administrators(Map<String, ECPublicKey> keys) {
        this.keys = Map.copyOf(keys);
        SortedMap<String, String> all = new TreeMap<>();
        keys.forEach((name, key) ->
                all.put(name, Octets.of(key.getEncoded()).sha256().hex()));
        this.fingerprints = Collections.unmodifiableSortedMap(all);
    }

    /** @throws IllegalArgumentException if a key is not an EC key, or a name is not one */
    public static Administrators of(Map<String, ? extends PublicKey> keys) {
        Map<String, ECPublicKey> checked = new TreeMap<>();
        keys.forEach((name, key) -> {
            if (!AdministratorKey.isName(name)
                    || !(key instanceof ECPublicKey ec)
                    || ec.getParams().getCurve().getField().getFieldSize() != 256) {
                throw new IllegalArgumentException("administrator '" + name + "' needs a P-256 public key");
            }
            checked.put(name, ec);
        });
        return new Administrators(checked);
    }

    public Set<String> names() {
        return keys.keySet();
    }

    /** The SHA-256 of each key's SubjectPublicKeyInfo in lower-case hexadecimal, by the administrator's name. */
    public SortedMap<String, String> fingerprints() {
        return fingerprints;
    }

    /** The order, if one of these administrators signed it in their own name. */
    public Result<SignedOrder> verify(String jws) {
        if (jws.length() > OrderJws.MAX_CHARACTERS) {
            return refused("it is too long");
        }
        try {
            JWSObject parsed = JWSObject.parse(jws);
            if (!JWSAlgorithm.ES256.equals(parsed.getHeader().getAlgorithm())
                    || parsed.getHeader().getType() == null
                    || !OrderJws.TYP.equals(parsed.getHeader().getType().getType())) {
                return refused("it is not an order's JWS");
            }
            String name = parsed.getHeader().getKeyID();
            ECPublicKey key = name == null ? null : keys.get(name);
            if (key == null) {
                return refused("nobody of that name is an administrator here");
            }
            ECDSAVerifier verifier = new ECDSAVerifier(key);
            verifier.getJCAContext().setProvider(Crypto.BOUNCY_CASTLE);
            if (!parsed.verify(verifier)) {
                return refused("its signature does not hold");
            }
            Order order = OrderJws.read(parsed.getPayload().toString());
            return order.administrator().equals(name)
                    ? Result.passed(new SignedOrder(order))
                    : refused("it is signed in another administrator's name");
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return refused("it cannot be read");
        }
    }

    private static Result<SignedOrder> refused(String why) {
        return Result.refused(ProblemType.FORBIDDEN, "The order is not valid: " + why + ".");
    }
}

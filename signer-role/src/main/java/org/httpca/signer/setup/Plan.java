package org.httpca.signer.setup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.httpca.pki.pkcs11.TokenAccess;
import org.httpca.signer.issuer.PublicUrl;
import org.httpca.signer.key.KeyType;
import org.jspecify.annotations.Nullable;

/**
 * What is to be set up.
 *
 * @param out where the folders of the machines are made
 * @param publicUrl where users reach the web role; stands in the certificates
 * @param installation the installation's name on the message path: lower-case letters, digits, hyphens
 * @param caName the beginning of the CAs' common names
 * @param administrator the first administrator's name
 * @param keyType of the root's and the issuer's keys
 * @param webDatabase the JDBC URL of the web side's database
 * @param signerDatabase the JDBC URL of the signer's database
 * @param brokerHost the broker's host name or address: stands in its certificate
 * @param brokerPort its port for TLS
 * @param workers how many worker instances get an identity
 * @param signers how many signer instances get an identity
 * @param httpsPort where the web role serves HTTPS itself, with a certificate that the signer clears; null leaves it to a proxy
 * @param oneMachine everything on one machine, where the broker is reached by passwords over loopback and the profiles are in
 *     {@code config/}
 * @param offlineRoot the root is elsewhere: the issuing CA's request is made for it, and its answer imported
 * @param token where the signers' keys are made and stay: the issuing key and those of their identities; null leaves them in files
 */
public record Plan(
        Path out,
        PublicUrl publicUrl,
        String installation,
        String caName,
        String administrator,
        KeyType keyType,
        String webDatabase,
        String signerDatabase,
        String brokerHost,
        int brokerPort,
        int workers,
        int signers,
        @Nullable Integer httpsPort,
        boolean oneMachine,
        boolean offlineRoot,
        @Nullable TokenAccess token) {

    /** The label of the CAs' key where nobody says another. */
    public static final String USUAL_KEY = KeyType.P256.label();

    /** The names of the two databases. */
    public static final String WEB_DATABASE = "httpca_web";

    public static final String SIGNER_DATABASE = "httpca_signer";

    private static final int MOST = 20;

    public Plan {
        if (workers < 1 || workers > MOST || signers < 1 || signers > MOST) {
            throw new IllegalArgumentException("There are 1 to " + MOST + " workers, and as many signers");
        }
        if (httpsPort != null && (httpsPort < 1 || httpsPort > 65535)) {
            throw new IllegalArgumentException("--https-port is a port from 1 to 65535");
        }
        if (token != null && !keyType.canBeInToken()) {
            throw new IllegalArgumentException("A token's key is p256, p384 or rsa3072");
        }
    }

    /**
     * For one machine: what stands under a port that changes is given by the standalone at each start.
     *
     * @param key the label of the type of the CAs' keys
     * @throws IllegalArgumentException with a sentence, if there is no such type, or none such in a token
     */
    public static Plan oneMachine(Path out, PublicUrl publicUrl, String key, @Nullable TokenAccess token) {
        String none = "jdbc:postgresql://127.0.0.1:5432/";
        return new Plan(
                out,
                publicUrl,
                "standalone",
                "HttpCA standalone",
                "admin",
                KeyType.of(key),
                none + WEB_DATABASE,
                none + SIGNER_DATABASE,
                "127.0.0.1",
                5672,
                1,
                1,
                null, // given by the standalone at each start
                true,
                false,
                token);
    }

    /** {@code worker-1}, {@code worker-2}, … */
    List<String> workerInstances() {
        return instances("worker", workers);
    }

    List<String> signerInstances() {
        return instances("signer", signers);
    }

    /** What the issuing key is called in the token. */
    String issuingLabel() {
        return installation + "-issuing";
    }

    /** What the key of an instance's identity is called in the token. */
    String identityLabel(String instance) {
        return installation + "-" + instance;
    }

    /** The folder of an instance: {@code worker} for the first, {@code worker-2} for the second. */
    static String folder(String instance) {
        return instance.endsWith("-1") ? instance.substring(0, instance.length() - 2) : instance;
    }

    private static List<String> instances(String role, int count) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            names.add(role + "-" + i);
        }
        return names;
    }
}

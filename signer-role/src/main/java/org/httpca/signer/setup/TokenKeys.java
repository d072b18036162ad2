package org.httpca.signer.setup;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.httpca.pki.pkcs11.NewTokenKey;
import org.httpca.pki.pkcs11.Token;
import org.httpca.pki.pkcs11.TokenAccess;
import org.httpca.pki.pkcs11.TokenException;
import org.httpca.pki.pkcs11.TokenPin;
import org.httpca.signer.key.KeyType;
import org.httpca.signer.key.pkcs11.IssuingTokenKey;
import org.httpca.signer.key.pkcs12.IssuingKeystore;
import org.httpca.signer.key.pkcs12.NewIssuingKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys that a set-up makes in a token. If the set-up comes to nothing, they are deleted. */
final class TokenKeys {

    private static final Logger LOG = LoggerFactory.getLogger(TokenKeys.class);

    private final TokenAccess access;
    private final Token token;
    private final List<String> made = new ArrayList<>();

    private TokenKeys(TokenAccess access, Token token) {
        this.access = access;
        this.token = token;
    }

    /** @throws TokenException with a sentence, if the token cannot be opened */
    static TokenKeys open(TokenAccess access) {
        return new TokenKeys(access, access.open());
    }

    NewIssuingKey issuing(String label, KeyType type) {
        NewIssuingKey key = IssuingTokenKey.generate(token, label, type);
        made.add(label);
        return key;
    }

    /** The request of an issuer that has its key already, in its file or in the token. */
    static byte[] request(IssuingKeystore issuer, @Nullable TokenAccess access, String label) {
        if (issuer.holdsKey()) {
            return issuer.request();
        }
        if (access == null) {
            throw new IllegalArgumentException(
                    "The key of this issuer is in a token: say which with --pkcs11-library, --pkcs11-slot and"
                            + " --pkcs11-pin-file. Nothing was changed.");
        }
        return IssuingTokenKey.request(access.open(), label, issuer.certificate());
    }

    /** A key of an identity, and its certificate beside it. */
    void identity(String label, Function<PublicKey, X509Certificate> certifies) {
        NewTokenKey key = KeyType.P256.generate(token, label);
        made.add(label);
        key.certify(certifies.apply(key.publicKey()));
    }

    /** The PIN for the signer's own folder. */
    void copyPin(Folder folder, String name) {
        char[] pin = TokenPin.ofFile(access.pinFile()).read();
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(pin));
        byte[] line = Arrays.copyOf(encoded.array(), encoded.limit() + 1);
        line[encoded.limit()] = '\n';
        folder.write(name, line);
        Arrays.fill(pin, '\0');
        Arrays.fill(encoded.array(), (byte) 0);
        Arrays.fill(line, (byte) 0);
    }

    void deleteMade() {
        for (String label : made) {
            try {
                token.delete(label);
            } catch (TokenException e) {
                LOG.warn("{} Delete it by hand before the set-up is begun anew.", e.getMessage());
            }
        }
    }
}

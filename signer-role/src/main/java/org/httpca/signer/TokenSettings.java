package org.httpca.signer;

import java.nio.file.Path;
import org.httpca.pki.pkcs11.Token;
import org.httpca.pki.pkcs11.TokenAccess;
import org.httpca.pki.pkcs11.TokenSlot;
import org.httpca.start.InvalidSettingException;
import org.jspecify.annotations.Nullable;

/** The settings of the token, and of the keys that are in it. */
final class TokenSettings {
    static final String IDENTITY = "httpca.identity.key-label";
    static final String CA = "httpca.ca.key-label";

    private static final String LIBRARY = "httpca.pkcs11.library";
    private static final String SLOT = "httpca.pkcs11.slot";
    private static final String PIN = "httpca.pkcs11.pin-file";

    private TokenSettings() {}

    /** Null where no token is set. */
    static @Nullable TokenAccess access(SettingsReader read) {
        if (read.optional(LIBRARY) == null) {
            if (read.optional(SLOT) != null || read.optional(PIN) != null) {
                throw new InvalidSettingException("Set " + LIBRARY + " too: the vendor's PKCS#11 library.");
            }
            return null;
        }
        String library = read.text(LIBRARY, "the vendor's PKCS#11 library");
        String slot = read.text(SLOT, "the number of the token's slot");
        Path pin = read.secret(PIN, "a file with the token's PIN");
        try {
            return new TokenAccess(TokenSlot.of(Path.of(library), slot), pin);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException("httpca.pkcs11: " + e.getMessage() + ".", e);
        }
    }

    static @Nullable String label(SettingsReader read, String key, @Nullable TokenAccess token) {
        String label = read.optional(key);
        if (label == null) {
            return null;
        }
        if (token == null) {
            throw new InvalidSettingException("Set " + LIBRARY + " too: " + key + " is about a key in a token.");
        }
        if (!Token.isLabel(label)) {
            throw new InvalidSettingException(key + " is no label: letters, digits and . _ @ -");
        }
        return label;
    }

    /** Whoever sets a token, believes that a key is in it. */
    static void mustBeUsed(@Nullable TokenAccess token, @Nullable String identity, @Nullable String ca) {
        if (token != null && identity == null && ca == null) {
            throw new InvalidSettingException("A token is set in httpca.pkcs11, and no key is in it: set " + CA
                    + " for the issuing key, or leave httpca.pkcs11 out.");
        }
    }
}

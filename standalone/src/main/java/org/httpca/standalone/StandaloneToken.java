package org.httpca.standalone;

import java.nio.file.Path;
import java.util.Map;
import org.httpca.pki.pkcs11.TokenAccess;
import org.httpca.pki.pkcs11.TokenSlot;
import org.jspecify.annotations.Nullable;

/** The token that {@code --httpca.pkcs11.…} names at the first start: the signer's keys are made in it. */
final class StandaloneToken {

    /** What these settings begin with. The worker of a standalone has its key in a file. */
    static final String PREFIX = "httpca.pkcs11.";

    private StandaloneToken() {}

    /** Null where none is named. @param signer the signer's folder, where relative paths begin */
    static @Nullable TokenAccess of(Map<String, String> overrides, Path signer) {
        if (overrides.keySet().stream().noneMatch(key -> key.startsWith(PREFIX))) {
            return null;
        }
        try {
            return new TokenAccess(
                    TokenSlot.of(Path.of(value(overrides, "library")), value(overrides, "slot")),
                    signer.resolve(value(overrides, "pin-file")));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("--httpca.pkcs11: " + e.getMessage() + ".", e);
        }
    }

    private static String value(Map<String, String> overrides, String name) {
        String value = overrides.get(PREFIX + name);
        if (value == null) {
            throw new IllegalArgumentException("a token needs library, slot and pin-file; " + name + " is missing");
        }
        return value;
    }
}

package org.httpca.pki.pkcs11;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Where a token is: a slot of a vendor's library. The slot has a number and no name, because the platform's provider asks for
 * one.
 *
 * @param library the absolute path of the library
 * @param slot its slotID
 */
public record TokenSlot(Path library, long slot) {

    /** What stands in a line of the provider's configuration as it is: nothing that could end the line or be expanded. */
    private static final Pattern PLAIN = Pattern.compile("/[A-Za-z0-9/._+@~-]{1,1023}");

    private static final long MOST = Integer.MAX_VALUE; // the provider reads an int

    public TokenSlot {
        if (!PLAIN.matcher(library.toString()).matches()) {
            throw new IllegalArgumentException(
                    "the library's path is absolute, and has letters, digits and . _ + @ ~ - alone");
        }
        if (slot < 0 || slot > MOST) {
            throw new IllegalArgumentException("a slot's number is 0 to " + MOST);
        }
    }

    /** @throws IllegalArgumentException with what is wrong */
    public static TokenSlot of(Path library, String slot) {
        if (!slot.matches("\\d{1,10}")) {
            throw new IllegalArgumentException("a slot's number is 0 to " + MOST);
        }
        return new TokenSlot(library, Long.parseLong(slot));
    }

    /**
     * The provider's configuration: nothing but signing, and new private keys that never leave the token (PKCS#11 2.40, section
     * 2.9: CKA_SENSITIVE, CKA_EXTRACTABLE). The hash is made outside: every token signs one.
     */
    String configuration() {
        return """
                name = HttpCA
                library = %s
                slot = %d
                enabledMechanisms = {
                  KeyStore
                  CKM_EC_KEY_PAIR_GEN
                  CKM_ECDSA
                  CKM_RSA_PKCS_KEY_PAIR_GEN
                  CKM_RSA_PKCS
                }
                attributes(generate, CKO_PRIVATE_KEY, *) = {
                  CKA_TOKEN = true
                  CKA_PRIVATE = true
                  CKA_SENSITIVE = true
                  CKA_EXTRACTABLE = false
                  CKA_SIGN = true
                  CKA_DECRYPT = false
                  CKA_UNWRAP = false
                }
                attributes(generate, CKO_PUBLIC_KEY, *) = {
                  CKA_TOKEN = false
                }
                """.formatted(library, slot);
    }

    @Override
    public String toString() {
        return "slot " + slot + " of " + library;
    }
}

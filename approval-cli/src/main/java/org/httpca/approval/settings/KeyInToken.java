package org.httpca.approval.settings;

import java.nio.file.Path;
import org.httpca.approval.exit.CommandFailed;
import org.httpca.approval.exit.ExitCode;
import org.httpca.pki.pkcs11.TokenSlot;
import org.jspecify.annotations.Nullable;

/**
 * A key that is in a token.
 *
 * @param slot the token ({@code pkcs11.library}, {@code pkcs11.slot})
 * @param label the key's and its certificate's ({@code identity.key-label})
 * @param pinFile a file that holds the PIN ({@code pkcs11.pin-file}); null: somebody is asked for it
 */
public record KeyInToken(
        TokenSlot slot, String label, @Nullable Path pinFile) {

    /** Null where the settings name a file. */
    static @Nullable KeyInToken of(SettingsFile values, Path folder) {
        String label = values.optional("identity.key-label");
        if (label == null) {
            return null;
        }
        String pinFile = values.optional("pkcs11.pin-file");
        try {
            return new KeyInToken(
                    TokenSlot.of(Path.of(values.text("pkcs11.library")), values.text("pkcs11.slot")),
                    label,
                    pinFile == null ? null : folder.resolve(pinFile));
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(ExitCode.ERROR, Settings.FILE + ", pkcs11: " + e.getMessage() + ".", e);
        }
    }
}

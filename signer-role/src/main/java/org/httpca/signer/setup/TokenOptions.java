package org.httpca.signer.setup;

import java.nio.file.Path;
import org.httpca.pki.pkcs11.TokenAccess;
import org.httpca.pki.pkcs11.TokenSlot;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which token makes new keys and keeps them: all three of them, or none. */
final class TokenOptions {

    @Option(
            names = "--pkcs11-library",
            required = true,
            paramLabel = "FILE",
            description = "Keys are made in a token: its vendor's PKCS#11 library.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path library;

    @Option(names = "--pkcs11-slot", required = true, paramLabel = "N", description = "The number of the token's slot.")
    @SuppressWarnings("NullAway.Init")
    private String slot;

    @Option(
            names = "--pkcs11-pin-file",
            required = true,
            paramLabel = "FILE",
            description = "A file with the token's PIN on its first line.")
    @SuppressWarnings("NullAway.Init")
    private Path pinFile;

    /** Null where no token is asked for. */
    static @Nullable TokenAccess access(@Nullable TokenOptions options) {
        return options == null
                ? null
                : new TokenAccess(TokenSlot.of(options.library.toAbsolutePath(), options.slot), options.pinFile);
    }
}

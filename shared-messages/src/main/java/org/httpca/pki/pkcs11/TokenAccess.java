package org.httpca.pki.pkcs11;

import java.nio.file.Path;

/**
 * What it takes to open a token.
 *
 * @param pinFile a file with its PIN on the first line, which nobody else can read
 */
public record TokenAccess(TokenSlot slot, Path pinFile) {

    /** @throws TokenException with a sentence, if it cannot be opened; the PIN is tried once */
    public Token open() {
        return Token.open(slot, TokenPin.ofFile(pinFile));
    }
}

package org.httpca.pki.pkcs11;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Where the PIN of a token comes from, each time that one is needed; whoever gets it wipes it. */
@FunctionalInterface
public interface TokenPin {

    /** The most octets that a PIN's file may have. */
    int MOST = 256;

    /**
     * The PIN, for the caller to overwrite.
     *
     * @throws TokenException if there is none
     */
    char[] read();

    /** The first line of a file. */
    static TokenPin ofFile(Path file) {
        return () -> {
            byte[] octets = new byte[MOST + 1];
            CharBuffer text = CharBuffer.allocate(0);
            try (InputStream in = Files.newInputStream(file)) {
                int length = in.readNBytes(octets, 0, octets.length);
                if (length > MOST) {
                    throw new TokenException("The token's PIN file " + file + " is longer than a PIN is.");
                }
                text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(octets, 0, length));
                int end = 0;
                while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
                    end++;
                }
                if (end == 0) {
                    throw new TokenException(
                            "The token's PIN file " + file + " is empty: write the PIN into its first line.");
                }
                return Arrays.copyOf(text.array(), end);
            } catch (IOException e) {
                throw new TokenException("The token's PIN file " + file + " cannot be read.", e);
            } finally {
                Arrays.fill(octets, (byte) 0);
                Arrays.fill(text.array(), '\0');
            }
        };
    }
}

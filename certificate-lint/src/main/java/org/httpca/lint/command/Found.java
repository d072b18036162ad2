package org.httpca.lint.command;

import java.nio.file.Path;

/**
 * The DER of what says that it is a certificate or a CRL.
 *
 * @param place which one it is in its file, from 1
 */
record Found(Path file, int place, Kind kind, byte[] der) {

    enum Kind {
        CERTIFICATE("certificate"),
        CRL("CRL");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }
}

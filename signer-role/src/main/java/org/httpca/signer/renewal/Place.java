package org.httpca.signer.renewal;

import java.util.Optional;
import org.httpca.pki.SerialNumbers;

/**
 * A certificate by its issuer and number.
 *
 * @param serial lower-case hexadecimal
 */
record Place(String issuer, String serial) {

    /** Of {@code ISSUER:SERIAL}; empty for what is none. */
    static Optional<Place> parse(String name) {
        int colon = name.indexOf(':');
        String serial = name.substring(colon + 1);
        // a null character is none of a name, and no text of the database
        return colon > 0
                        && name.indexOf('\0') < 0
                        && SerialNumbers.parse(serial).isPassed()
                ? Optional.of(new Place(
                        name.substring(0, colon),
                        SerialNumbers.hex(SerialNumbers.parse(serial).orElseThrow())))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return issuer + ":" + serial;
    }
}

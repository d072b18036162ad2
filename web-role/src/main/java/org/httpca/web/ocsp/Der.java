package org.httpca.web.ocsp;

import java.util.Arrays;

/**
 * Reads DER (X.690, section 10) from front to back, one element at a time: definite lengths in their shortest form, tags of one octet,
 * nothing recursive. What is anything else is malformed.
 */
final class Der {
    static final int INTEGER = 0x02;
    static final int OCTET_STRING = 0x04;
    static final int NULL = 0x05;
    static final int OBJECT_IDENTIFIER = 0x06;
    static final int BOOLEAN = 0x01;
    static final int SEQUENCE = 0x30;

    private final byte[] octets;
    private final int end;
    private int at;

    Der(byte[] octets) {
        this(octets, 0, octets.length);
    }

    private Der(byte[] octets, int from, int end) {
        this.octets = octets;
        this.at = from;
        this.end = end;
    }

    /** What is no DER, or not of the shape that was asked for. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1;

        MalformedException(String message) {
            super(message, null, false, false);
        }
    }

    /** The number of an explicit or constructed context tag. */
    static int context(int number) {
        return 0xa0 | number;
    }

    boolean isAtEnd() {
        return at == end;
    }

    boolean isNext(int tag) {
        return at < end && (octets[at] & 0xff) == tag;
    }

    /** The content of the next element, which has this tag. */
    Der enter(int tag) throws MalformedException {
        if (!isNext(tag)) {
            throw new MalformedException("another element");
        }
        return next();
    }

    /** The content of the next element, whatever it is. */
    Der next() throws MalformedException {
        if (end - at < 2 || (octets[at] & 0x1f) == 0x1f) {
            throw new MalformedException("no element");
        }
        int length = octets[at + 1] & 0xff;
        int from = at + 2;
        if (length > 0x7f) {
            int more = length & 0x7f;
            if (more < 1 || more > 2 || end - from < more) {
                throw new MalformedException("no length");
            }
            length = more == 1 ? octets[from] & 0xff : (octets[from] & 0xff) << 8 | octets[from + 1] & 0xff;
            from += more;
            if (length < (more == 1 ? 0x80 : 0x100)) {
                throw new MalformedException("not the shortest length");
            }
        }
        if (length > end - from) {
            throw new MalformedException("too short");
        }
        at = from + length;
        return new Der(octets, from, at);
    }

    /** The next element as it stands, with its tag and length. */
    byte[] element(int tag) throws MalformedException {
        int from = at;
        enter(tag);
        return Arrays.copyOfRange(octets, from, at);
    }

    /** What is left of this content. */
    byte[] rest() {
        return Arrays.copyOfRange(octets, at, end);
    }

    int length() {
        return end - at;
    }

    void mustBeAtEnd() throws MalformedException {
        if (!isAtEnd()) {
            throw new MalformedException("trailing octets");
        }
    }
}

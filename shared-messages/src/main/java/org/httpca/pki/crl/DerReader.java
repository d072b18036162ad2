package org.httpca.pki.crl;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.bouncycastle.asn1.BERTags;
import org.httpca.pki.LongOctets;

/**
 * Reads DER values one after the other (X.690, sections 8.1 and 10.1), so that a list of a million of them need not be in memory at
 * once. What is inside a value is not looked at.
 */
public final class DerReader {
    static final int SEQUENCE = BERTags.SEQUENCE | BERTags.CONSTRUCTED;
    private static final int LONG_FORM = 0x80;
    /** Of a length: enough for what fits into memory. */
    private static final int MOST_LENGTH_OCTETS = 4;

    private final LongOctets octets;
    private final InputStream in;
    private long at;
    private int ahead;

    public DerReader(LongOctets octets) throws IOException {
        this.octets = octets;
        this.in = octets.open();
        this.ahead = in.read();
    }

    /**
     * Of what is in a SEQUENCE.
     *
     * @throws IOException if this is not one SEQUENCE and nothing more
     */
    public static DerReader inSequence(LongOctets der) throws IOException {
        DerReader in = new DerReader(der);
        Value value = in.skip();
        if (in.more()) {
            throw new IOException("bytes follow the end");
        }
        if (value.tag() != SEQUENCE) {
            throw new IOException("is no SEQUENCE");
        }
        return new DerReader(value.content());
    }

    /**
     * A value.
     *
     * @param whole with its tag and length
     * @param content without them
     */
    public record Value(int tag, LongOctets whole, LongOctets content) {}

    public boolean more() {
        return ahead >= 0;
    }

    /** The identifier octet of the next value; -1 at the end. */
    public int tag() {
        return ahead;
    }

    /**
     * The next value, in one array.
     *
     * @param most octets that it may have
     * @throws IOException if it is longer, or its length is not as DER writes it, or goes beyond the end
     */
    public byte[] next(int most) throws IOException {
        Header header = header();
        if (header.octets() + header.length() > most) {
            throw new IOException("has a value of more than " + most + " octets");
        }
        byte[] value = new byte[header.octets() + (int) header.length()];
        header.copyTo(value);
        int got = in.readNBytes(value, header.octets(), (int) header.length());
        if (got < header.length()) {
            throw new EOFException("ends too early");
        }
        step(header);
        return value;
    }

    /**
     * The next value, unread.
     *
     * @throws IOException if its length is not as DER writes it, or goes beyond the end
     */
    public Value skip() throws IOException {
        long begin = at;
        Header header = header();
        in.skipNBytes(header.length());
        step(header);
        return new Value(
                header.tag(),
                octets.slice(begin, header.octets() + header.length()),
                octets.slice(begin + header.octets(), header.length()));
    }

    /** @throws IOException if something follows */
    public void end() throws IOException {
        if (more()) {
            throw new IOException("there is a field too many");
        }
    }

    private record Header(int tag, int first, int octets, long length) {
        void copyTo(byte[] value) {
            value[0] = (byte) tag;
            value[1] = (byte) first;
            for (int i = octets - 1, rest = (int) length; i > 1; i--, rest >>>= Byte.SIZE) {
                value[i] = (byte) rest;
            }
        }
    }

    private Header header() throws IOException {
        int tag = ahead;
        if (tag < 0) {
            throw new EOFException("ends too early");
        }
        if ((tag & 0x1f) == 0x1f) {
            throw new IOException("has a tag above 30, which nothing in a CRL has");
        }
        int first = octet();
        long length = first;
        int count = 0;
        if (first >= LONG_FORM) {
            count = first - LONG_FORM;
            length = 0;
            for (int i = 0; i < count && count <= MOST_LENGTH_OCTETS; i++) {
                int next = octet();
                if (i == 0 && next == 0) {
                    throw notDer();
                }
                length = length << Byte.SIZE | next;
            }
            if (count == 0 || count > MOST_LENGTH_OCTETS || length < LONG_FORM) {
                throw notDer();
            }
        }
        Header header = new Header(tag, first, 2 + count, length);
        if (length > octets.length() - at - header.octets()) {
            throw notDer();
        }
        return header;
    }

    private static IOException notDer() {
        return new IOException("has a length that is indefinite, not minimal or too large");
    }

    private int octet() throws IOException {
        int octet = in.read();
        if (octet < 0) {
            throw new EOFException("ends too early");
        }
        return octet;
    }

    private void step(Header header) throws IOException {
        at += header.octets() + header.length();
        ahead = in.read();
    }
}

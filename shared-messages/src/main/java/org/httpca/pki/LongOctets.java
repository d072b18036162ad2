package org.httpca.pki;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** An immutable octet string that may be long: it is kept in pieces, of which none is large, such as a CRL of a million entries. */
public final class LongOctets {
    private static final int PIECE = 64 * 1024;

    private final List<ByteBuffer> pieces;
    private final long length;

    private LongOctets(List<ByteBuffer> pieces) {
        this.pieces = List.copyOf(pieces);
        this.length = pieces.stream().mapToLong(ByteBuffer::remaining).sum();
    }

    /** A copy of the octets. */
    public static LongOctets of(byte[] octets) {
        return new LongOctets(List.of(ByteBuffer.wrap(octets.clone()).asReadOnlyBuffer()));
    }

    /** One after the other; nothing is copied. */
    public static LongOctets of(LongOctets... parts) {
        List<ByteBuffer> pieces = new ArrayList<>();
        for (LongOctets part : parts) {
            pieces.addAll(part.pieces);
        }
        return new LongOctets(pieces);
    }

    public long length() {
        return length;
    }

    /** Views of all the pieces in their order. */
    public List<ByteBuffer> pieces() {
        return pieces.stream().map(ByteBuffer::duplicate).toList();
    }

    /**
     * A part; nothing is copied.
     *
     * @throws IndexOutOfBoundsException where it would reach beyond the end
     */
    public LongOctets slice(long from, long octets) {
        Objects.checkFromIndexSize(from, octets, length);
        List<ByteBuffer> within = new ArrayList<>();
        long skip = from;
        long left = octets;
        for (ByteBuffer piece : pieces) {
            int begin = (int) Math.min(skip, piece.remaining());
            int count = (int) Math.min(left, piece.remaining() - begin);
            if (count > 0) {
                within.add(piece.slice(piece.position() + begin, count));
            }
            skip -= begin;
            left -= count;
        }
        return new LongOctets(within);
    }

    /** Cut into parts of so many octets; the last may be shorter. None for the empty string. */
    public List<LongOctets> parts(int octets) {
        List<LongOctets> parts = new ArrayList<>();
        for (long from = 0; from < length; from += octets) {
            parts.add(slice(from, Math.min(octets, length - from)));
        }
        return parts;
    }

    /** To read it from its beginning, any number of times. */
    public InputStream open() {
        return new PiecesStream(pieces());
    }

    /**
     * A copy in one array.
     *
     * @throws IllegalStateException if there is none of that length
     */
    public byte[] toArray() {
        if (length > Integer.MAX_VALUE - 8) {
            throw new IllegalStateException("The octets do not fit into one array");
        }
        byte[] all = new byte[(int) length];
        int at = 0;
        for (ByteBuffer piece : pieces()) {
            int count = piece.remaining();
            piece.get(all, at, count);
            at += count;
        }
        return all;
    }

    public Octets sha256() {
        MessageDigest digest = Sha256.begin();
        pieces().forEach(digest::update);
        return Octets.of(digest.digest());
    }

    /** Only the length. */
    @Override
    public String toString() {
        return "LongOctets[" + length + "]";
    }

    /** Gathers octets. */
    public static final class Builder extends OutputStream {
        private final List<ByteBuffer> full = new ArrayList<>();
        private final ByteArrayOutputStream last = new ByteArrayOutputStream(PIECE);

        @Override
        public void write(int octet) {
            last.write(octet);
            cut();
        }

        @Override
        public void write(byte[] octets) {
            write(octets, 0, octets.length);
        }

        @Override
        public void write(byte[] octets, int from, int count) {
            last.write(octets, from, count);
            cut();
        }

        public Builder add(LongOctets octets) {
            try (InputStream in = octets.open()) {
                in.transferTo(this);
                return this;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void cut() {
            if (last.size() >= PIECE) {
                full.add(ByteBuffer.wrap(last.toByteArray()).asReadOnlyBuffer());
                last.reset();
            }
        }

        /** What was gathered so far. */
        public LongOctets build() {
            List<ByteBuffer> all = new ArrayList<>(full);
            if (last.size() > 0) {
                all.add(ByteBuffer.wrap(last.toByteArray()).asReadOnlyBuffer());
            }
            return new LongOctets(all);
        }
    }

    private static final class PiecesStream extends InputStream {
        private final List<ByteBuffer> pieces;
        private int current;

        PiecesStream(List<ByteBuffer> pieces) {
            this.pieces = pieces;
        }

        private boolean ended() {
            while (current < pieces.size() && !pieces.get(current).hasRemaining()) {
                current++;
            }
            return current == pieces.size();
        }

        @Override
        public int read() {
            return ended() ? -1 : pieces.get(current).get() & 0xff;
        }

        @Override
        public int read(byte[] into, int at, int most) {
            Objects.checkFromIndexSize(at, most, into.length);
            if (most == 0) {
                return 0;
            }
            if (ended()) {
                return -1;
            }
            int count = Math.min(most, pieces.get(current).remaining());
            pieces.get(current).get(into, at, count);
            return count;
        }
    }
}

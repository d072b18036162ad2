package org.httpca.web;

import java.io.InputStream;

/** A long body of blanks that nobody has to keep. */
public final class Blanks extends InputStream {
    private int left;

    public Blanks(int left) {
        this.left = left;
    }

    @Override
    public int read() {
        return left-- > 0 ? ' ' : -1;
    }
}

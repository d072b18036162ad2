package org.httpca.standalone;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A stream that begins each line with a bar, so that the output of a command can be told from the story. */
final class Indented extends FilterOutputStream {

    private static final byte[] BAR = "   │ ".getBytes(StandardCharsets.UTF_8);

    private boolean atStart = true;

    private Indented(OutputStream out) {
        super(out);
    }

    static PrintStream of(PrintStream out) {
        return new PrintStream(new Indented(out), true, StandardCharsets.UTF_8);
    }

    @Override
    public void write(int octet) throws IOException {
        if (atStart) {
            out.write(BAR);
        }
        out.write(octet);
        atStart = octet == '\n';
    }
}

package org.httpca.approval.terminal;

import java.io.PrintStream;
import java.util.Map;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SequenceWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON on standard output, and nothing else there. Everything beyond ASCII is escaped (RFC 8259, section 7), so that JSON that
 * ends on a terminal does nothing to it either.
 */
public final class JsonOutput {
    private static final ObjectWriter WRITER = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build()
            .writerWithDefaultPrettyPrinter();

    private JsonOutput() {}

    /** One object and a line end. */
    public static void object(PrintStream out, Map<String, ?> object) {
        out.println(WRITER.writeValueAsString(object));
    }

    /** An array whose elements are written as they come. */
    public static Array array(PrintStream out) {
        return new Array(out);
    }

    /** An array that is being written; closing ends it. */
    public static final class Array implements AutoCloseable {
        private final PrintStream out;
        private final SequenceWriter elements;

        private Array(PrintStream out) {
            this.out = out;
            this.elements = WRITER.writeValuesAsArray(out);
        }

        public void add(Map<String, ?> element) {
            elements.write(element);
        }

        @Override
        public void close() {
            elements.close();
            out.println();
        }
    }
}

package org.httpca.lint.command;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.httpca.lint.Finding;
import org.httpca.lint.Severity;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * For programs: one object. Everything beyond ASCII is escaped (RFC 8259, section 7), so that JSON that ends on a terminal does
 * nothing to it either. Written as a stream: binding objects would double the time that the command takes to start.
 */
final class JsonReport {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private JsonReport() {}

    static void write(PrintStream out, List<Judged> judged, Inputs inputs) {
        try (JsonGenerator json = JSON.createGenerator(new Indented(), out)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("results");
            judged.forEach(one -> write(json, one));
            json.writeEndArray();
            json.writeArrayPropertyStart("unreadable");
            for (Unreadable unreadable : inputs.unreadable()) {
                json.writeStartObject();
                json.writeStringProperty("file", unreadable.file().toString());
                json.writeStringProperty("reason", unreadable.reason());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeNumberProperty("passedOver", inputs.passedOver());
            json.writeName("worst");
            Severity worst = inputs.unreadable().isEmpty() ? Judged.worst(judged) : Severity.ERROR;
            text(json, worst == null ? null : word(worst));
            json.writeEndObject();
        }
        out.println();
    }

    private static void write(JsonGenerator json, Judged one) {
        json.writeStartObject();
        json.writeStringProperty("file", one.found().file().toString());
        json.writeNumberProperty("place", one.found().place());
        json.writeStringProperty("kind", one.found().kind().word().toLowerCase(Locale.ROOT));
        json.writeName("name");
        text(json, one.name());
        json.writeName("serial");
        text(json, one.serial());
        json.writeBooleanProperty("issuerFound", one.issuer());
        json.writeArrayPropertyStart("findings");
        for (Finding finding : one.findings()) {
            json.writeStartObject();
            json.writeStringProperty("lint", finding.lint());
            json.writeStringProperty("severity", word(finding.severity()));
            json.writeStringProperty("message", finding.message());
            json.writeStringProperty("citation", finding.citation());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, @Nullable String text) {
        if (text == null) {
            json.writeNull();
        } else {
            json.writeString(text);
        }
    }

    private static String word(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    private static final class Indented extends ObjectWriteContext.Base {
        @Override
        public PrettyPrinter getPrettyPrinter() {
            return new DefaultPrettyPrinter();
        }
    }
}

package org.httpca.signer.transmit;

import static org.httpca.signer.clearance.FieldMac.utf8;

import org.httpca.envelope.Outgoing;
import org.httpca.forward.outbox.RowMark;
import org.httpca.signer.clearance.FieldMac;

/**
 * Marks what the signer publishes. Whoever can write to its database could otherwise have it seal another root, another
 * profile or another CRL for the web side.
 */
public final class OutboxMark implements RowMark {
    private static final String LABEL = "httpca outgoing v1";

    private final FieldMac mac;

    public OutboxMark(FieldMac mac) {
        this.mac = mac;
    }

    @Override
    public byte[] of(Outgoing message) {
        return mac.of(LABEL, fields(message));
    }

    @Override
    public boolean holds(Outgoing message, byte[] mark) {
        return mac.holds(mark, LABEL, fields(message));
    }

    private static byte[][] fields(Outgoing message) {
        return new byte[][] {utf8(message.id().toString()), utf8(message.type().wireName()), utf8(message.json())};
    }
}

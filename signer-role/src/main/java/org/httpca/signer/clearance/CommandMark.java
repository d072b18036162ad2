package org.httpca.signer.clearance;

import static org.httpca.signer.clearance.FieldMac.utf8;

import org.httpca.pki.Octets;
import org.httpca.signer.request.WaitingForProfile.Waiting;

/**
 * The MAC of a command that is stored before it is evaluated: it came out of a worker's envelope. Without it, whoever can write
 * to the database could put in commands that nobody sent, and the policy would clear what it signs by itself.
 */
public final class CommandMark {

    private static final String LABEL = "httpca command that waits for its profile v1";

    private final FieldMac mac;

    public CommandMark(FieldMac mac) {
        this.mac = mac;
    }

    /** @param command the JSON that is stored; it has the request's id, profile and hash in it */
    public Octets of(String sender, String command) {
        return Octets.of(mac.of(LABEL, utf8(sender), utf8(command)));
    }

    public boolean holds(Waiting waiting) {
        return mac.holds(waiting.mark().toArray(), LABEL, utf8(waiting.sender()), utf8(waiting.command()));
    }
}

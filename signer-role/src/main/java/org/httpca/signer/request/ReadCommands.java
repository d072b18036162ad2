package org.httpca.signer.request;

import org.httpca.message.MessageJson;
import org.httpca.message.MessageType;
import org.httpca.message.RequestCertificate;
import org.httpca.message.UnreadableMessageException;
import org.httpca.signer.memory.LastOnes;
import org.jspecify.annotations.Nullable;

/**
 * Reads commands as they are stored. Each stage reads the same text again, within a second as a rule: the last ones are
 * remembered by their whole text, so that a row that was altered is never taken for what it was.
 */
final class ReadCommands {
    private static final int REMEMBERED = 500;
    /** Of a longer one, few would be a lot of memory. */
    private static final int LONGEST = 16 * 1024;

    private static final LastOnes<String, RequestCertificate> LAST = new LastOnes<>(REMEMBERED);

    private ReadCommands() {}

    /** Null for what is no command. */
    static @Nullable RequestCertificate of(String json) {
        RequestCertificate known = LAST.get(json);
        if (known != null) {
            return known;
        }
        try {
            RequestCertificate read = (RequestCertificate) MessageJson.read(MessageType.REQUEST_CERTIFICATE, json);
            if (json.length() <= LONGEST) {
                LAST.put(json, read);
            }
            return read;
        } catch (UnreadableMessageException e) {
            return null;
        }
    }
}

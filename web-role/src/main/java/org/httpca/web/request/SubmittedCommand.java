package org.httpca.web.request;

import java.util.List;
import org.httpca.message.MessageJson;
import org.httpca.message.MessageType;
import org.httpca.message.RequestCertificate;
import org.httpca.message.UnreadableMessageException;
import org.httpca.pki.Identifier;
import org.httpca.pki.Octets;
import org.jspecify.annotations.Nullable;

/** What a user wants to see of the command that was made of the submission. */
record SubmittedCommand(RequestCertificate command) {

    static SubmittedCommand read(String json) {
        try {
            return new SubmittedCommand((RequestCertificate) MessageJson.read(MessageType.REQUEST_CERTIFICATE, json));
        } catch (UnreadableMessageException e) {
            throw new IllegalStateException("The database holds an unreadable command.", e);
        }
    }

    List<String> names() {
        return command.identifiers().stream().map(Identifier::value).toList();
    }

    @Nullable
    String requesterName() {
        return command.requester() == null ? null : command.requester().name();
    }

    @Nullable
    String requesterEmail() {
        return command.requester() == null ? null : command.requester().email();
    }

    @Nullable
    String note() {
        return command.note();
    }

    String door() {
        return command.door();
    }

    Octets csr() {
        return command.proof().bytes();
    }
}

package org.httpca.web;

import java.util.ArrayList;
import java.util.List;
import org.httpca.message.MessageJson;
import org.httpca.message.MessageType;
import org.httpca.message.RevokeCertificate;
import org.httpca.message.UnreadableMessageException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the web role has to say to the signer: it is in the outbox, as nobody carries it away in the tests. */
public final class Said {
    private Said() {}

    /** The revocations of a certificate, in the order in which they were asked for. */
    public static List<RevokeCertificate> revocations(JdbcClient owner, String serial)
            throws UnreadableMessageException {
        List<String> bodies = owner.sql(
                        "select body from outbox where type = 'revoke-certificate' and body::json ->> 'serial' = ? order by id")
                .param(serial)
                .query(String.class)
                .list();
        List<RevokeCertificate> commands = new ArrayList<>();
        for (String body : bodies) {
            commands.add((RevokeCertificate) MessageJson.read(MessageType.REVOKE_CERTIFICATE, body));
        }
        return commands;
    }
}

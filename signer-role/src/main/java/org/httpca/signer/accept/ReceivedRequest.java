package org.httpca.signer.accept;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.httpca.envelope.Verified;
import org.httpca.message.MessageJson;
import org.httpca.message.MessageType;
import org.httpca.message.RequestCertificate;
import org.httpca.message.Requester;
import org.httpca.message.UnreadableMessageException;
import org.httpca.pki.CertificationRequest;
import org.httpca.pki.Identifier;
import org.httpca.pki.Octets;
import org.httpca.problem.Result;
import org.httpca.signer.policy.Proofs;
import org.httpca.signer.request.Lease;
import org.httpca.signer.request.NewRequest;
import org.httpca.signer.request.Standing;
import org.httpca.signer.request.StoredRequest;
import org.httpca.signer.request.WaitingForProfile.Waiting;
import org.jspecify.annotations.Nullable;

/**
 * A request command in the form that is stored.
 *
 * @param sender the instance that sealed it
 * @param json what becomes the command column
 */
record ReceivedRequest(RequestCertificate command, String sender, String json) {

    static ReceivedRequest of(Verified<RequestCertificate> message) {
        String json = MessageJson.write(message.value());
        // JSON can say half of a surrogate pair, UTF-8 and with it the database cannot: what is digested must be what
        // is stored.
        String storable = new String(json.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        RequestCertificate command = storable.equals(json) ? message.value() : read(storable);
        return new ReceivedRequest(command, message.sender().instance(), storable);
    }

    /** One that was stored by {@link UnevaluatedRequests}, and whose mark holds. */
    static ReceivedRequest of(Waiting waiting) {
        return new ReceivedRequest(read(waiting.command()), waiting.sender(), waiting.command());
    }

    private static RequestCertificate read(String json) {
        try {
            return (RequestCertificate) MessageJson.read(MessageType.REQUEST_CERTIFICATE, json);
        } catch (UnreadableMessageException e) {
            throw new IllegalArgumentException("A request command cannot be stored.", e);
        }
    }

    UUID id() {
        return command.requestId();
    }

    Octets proofSha256() {
        return command.proof().bytes().sha256();
    }

    /** By content, whatever profile it is pinned to. */
    Octets digest() {
        return command.digest("");
    }

    boolean isSameAs(StoredRequest row) {
        RequestCertificate stored = row.readCommand();
        return stored != null && stored.digest("").equals(digest());
    }

    NewRequest toNew(Standing standing, @Nullable Lease lease, Proofs proofs) {
        String subject = proofs.read(command.proof()) instanceof Result.Passed<CertificationRequest> passed
                ? passed.value().subject()
                : null;
        return new NewRequest(
                id(),
                json,
                proofSha256(),
                storable(command.profile()),
                subject == null ? null : storable(subject),
                command.identifiers().stream().map(Identifier::value).toList(),
                requester(command.requester()),
                storable(command.source()),
                standing,
                lease);
    }

    Map<String, ?> auditDetail(NewRequest request) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("sender", sender);
        detail.put("door", command.door());
        detail.put("principal", command.principal());
        detail.put("source", command.source());
        detail.put("profile", command.profile());
        detail.put("profileHash", request.standing().profileHash());
        detail.put("identifiers", request.identifiers());
        detail.put("proofSha256", request.proofSha256().hex());
        detail.put("digest", digest().hex());
        return detail;
    }

    private static @Nullable String requester(@Nullable Requester requester) {
        if (requester == null) {
            return null;
        }
        String name = requester.name() == null ? "" : requester.name();
        String email = requester.email() == null ? "" : " <" + requester.email() + ">";
        return storable((name + email).strip());
    }

    /** PostgreSQL's text cannot hold U+0000. */
    static String storable(String text) {
        return text.replace("\0", "");
    }
}

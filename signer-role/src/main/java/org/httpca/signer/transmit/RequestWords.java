package org.httpca.signer.transmit;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.httpca.message.ApprovalCounted;
import org.httpca.message.Message;
import org.httpca.message.MessageJson;
import org.httpca.message.RequestHeld;
import org.httpca.message.RequestRejected;
import org.httpca.message.RequestWithdrawn;
import org.httpca.message.RuleFinding;
import org.httpca.problem.Problem;
import org.httpca.signer.request.Outcome;
import org.httpca.signer.request.StoredRequest;
import org.httpca.signer.request.Word;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/** What the web side is told about a request, apart from its certificate. */
final class RequestWords {
    private static final TypeReference<List<RuleFinding>> FINDINGS = new TypeReference<>() {};

    private RequestWords() {}

    /** Empty if the row is not as this signer writes rows. */
    static Optional<Message> of(StoredRequest row) {
        try {
            if (row.word() == Word.HELD) {
                return Optional.of(new RequestHeld(
                        row.id(),
                        row.revision(),
                        Objects.requireNonNullElse(row.profileHash(), ""),
                        row.approvalsRequired(),
                        MessageJson.mapper().readValue(row.findings(), FINDINGS)));
            }
            if (row.word() == Word.COUNTED) {
                return Optional.of(
                        new ApprovalCounted(row.id(), row.revision(), row.approvalsGiven(), row.approvalsRequired()));
            }
            if (row.outcome() == Outcome.REJECTED && row.problem() != null) {
                Problem problem = MessageJson.mapper().readValue(row.problem(), Problem.class);
                return Optional.of(new RequestRejected(row.id(), row.revision(), problem));
            }
            return row.outcome() == Outcome.WITHDRAWN
                    ? Optional.of(new RequestWithdrawn(row.id(), row.revision()))
                    : Optional.empty();
        } catch (JacksonException | NullPointerException e) {
            return Optional.empty();
        }
    }
}

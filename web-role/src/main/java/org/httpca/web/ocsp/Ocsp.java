package org.httpca.web.ocsp;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.httpca.web.ocsp.OcspRequest.CertId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Answers requests, each with an answer or with an error that the protocol has a word for. */
final class Ocsp {
    private static final Logger LOG = LoggerFactory.getLogger(Ocsp.class);

    private final Responders responders;
    private final Statuses statuses;
    private final KeptAnswers kept;
    private final Clock clock;
    private final Semaphore atTheDatabase;

    /** @param mostAtTheDatabase so many questions may wait for the database at once; of those above, clients are told to try later */
    Ocsp(Responders responders, Statuses statuses, KeptAnswers kept, Clock clock, int mostAtTheDatabase) {
        this.responders = responders;
        this.statuses = statuses;
        this.kept = kept;
        this.clock = clock;
        this.atTheDatabase = new Semaphore(mostAtTheDatabase);
    }

    /** Empty if there is no such issuer. */
    Optional<Answer> answer(String issuer, byte[] request) {
        Responder responder = responders.of(issuer).orElse(null);
        Optional<Answer> known = responder == null ? Optional.empty() : kept.find(responder, request);
        if (known.isPresent()) {
            return known;
        }
        if (!responders.haveLooked()) {
            return Optional.of(Answer.TRY_LATER);
        }
        return responders.isIssuer(issuer) ? Optional.of(fresh(responder, issuer, request)) : Optional.empty();
    }

    private Answer fresh(@Nullable Responder responder, String issuer, byte[] der) {
        OcspRequest request = RequestReader.read(der).orElse(null);
        if (request == null) {
            return Answer.MALFORMED_REQUEST;
        }
        if (responder == null) {
            return Answer.TRY_LATER;
        }
        if (!request.ids().stream().allMatch(responder.hashes()::areOf)) {
            return Answer.UNAUTHORIZED;
        }
        try {
            Optional<Map<String, Status>> found = statuses(issuer, request);
            return found.isEmpty() ? Answer.TRY_LATER : signed(responder, request, der, found.get());
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("The database did not say what became of a certificate.", e);
            return Answer.TRY_LATER;
        } catch (RuntimeException e) {
            LOG.error("An OCSP request to {} could not be answered.", issuer, e);
            return Answer.INTERNAL_ERROR;
        }
    }

    /**
     * Empty if the database has enough to do. What is kept needs no database: its answers go on, and so does whatever else the role
     * has threads for.
     */
    private Optional<Map<String, Status>> statuses(String issuer, OcspRequest request) {
        if (!atTheDatabase.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return Optional.of(statuses.of(
                    issuer,
                    request.ids().stream().map(CertId::serial).distinct().toList()));
        } finally {
            atTheDatabase.release();
        }
    }

    private Answer signed(Responder responder, OcspRequest request, byte[] der, Map<String, Status> found) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        byte[] response = Response.signed(responder, request, found, now);
        Status first = Objects.requireNonNull(found.get(request.ids().get(0).serial()));
        if (request.nonce() != null || request.ids().size() > 1 || !first.isOfACertificate()) {
            return new Answer(response, null);
        }
        Answer answer = Answer.kept(
                response, responder, request.ids().get(0).serial(), first.revision(), now, now.plus(KeptAnswers.KEPT));
        kept.keep(responder.issuer(), der, answer);
        return answer;
    }
}

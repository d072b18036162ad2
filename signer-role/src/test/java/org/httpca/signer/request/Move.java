package org.httpca.signer.request;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.httpca.pki.Octets;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.httpca.signer.profile.Elsewhere;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Everything that can be done to the state of a stored request: each a compare-and-set of its own. */
enum Move {
    APPROVED("decide", "the last approval that is needed") {
        @Override
        void on(StoredRequest row, JdbcTemplate jdbc) {
            new WaitingForApproval(jdbc).clear(row, 1, MAC, NOW);
        }
    },
    COUNTED("decide", "an approval, and more are needed") {
        @Override
        void on(StoredRequest row, JdbcTemplate jdbc) {
            new WaitingForApproval(jdbc).count(row, 1, NOW);
        }
    },
    REJECTED("decide", "an administrator rejects it") {
        @Override
        void on(StoredRequest row, JdbcTemplate jdbc) {
            new WaitingForApproval(jdbc).reject(row, PROBLEM, NOW);
        }
    },
    HELD_AGAIN("profiles, decide, sign", "its profile has changed, the policy holds it") {
        @Override
        void on(StoredRequest row, JdbcTemplate jdbc) {
            evaluated(State.WAITING_FOR_APPROVAL, row, jdbc);
        }
    },
    CLEARED_AGAIN("profiles, decide, sign", "its profile has changed, the policy clears it") {
        @Override
        void on(StoredRequest row, JdbcTemplate jdbc) {
            evaluated(State.WAITING_FOR_SIGNATURE, row, jdbc);
        }
    },
    REFUSED_NOW("profiles, decide, sign", "its profile has changed, the policy refuses it") {
        @Override
        void on(StoredRequest row, JdbcTemplate jdbc) {
            evaluated(State.WAITING_FOR_TRANSMISSION, row, jdbc);
        }
    },
    SIGNED("sign", "signed") {
        @Override
        void on(StoredRequest row, JdbcTemplate jdbc) {
            lease(jdbc);
            new WaitingForSignature(jdbc).issued(Map.of(row.id(), "7f"), HOLDER, NOW, null);
        }
    },
    LINT_STOPPED("sign", "the linter stops what would have been signed") {
        @Override
        void on(StoredRequest row, JdbcTemplate jdbc) {
            lease(jdbc);
            Problem problem = new Problem(ProblemType.SERVER_INTERNAL, "");
            new WaitingForSignature(jdbc).rejected(row.id(), problem, HOLDER, NOW);
        }
    },
    WITHDRAWN("accept", "its submitter withdraws it") {
        @Override
        void on(StoredRequest row, JdbcTemplate jdbc) {
            new Withdrawals(jdbc).withdraw(row, row.proofSha256(), NOW);
        }
    },
    TOLD("transmit", "its word was told") {
        @Override
        void on(StoredRequest row, JdbcTemplate jdbc) {
            if (row.word() != null) {
                new WaitingForTransmission(jdbc).told(List.of(WaitingForTransmission.Told.of(row)), NOW);
            }
        }
    },
    UNTELLABLE("transmit", "nothing can carry its word") {
        @Override
        void on(StoredRequest row, JdbcTemplate jdbc) {
            new WaitingForTransmission(jdbc).untellable(row.id(), NOW);
        }
    },
    ASKED_AGAIN("accept", "it is announced again") {
        @Override
        void on(StoredRequest row, JdbcTemplate jdbc) {
            new Requests(jdbc).sayAgain(Set.of(row.id()), NOW);
        }
    },
    TAKEN_BACK("profiles, decide, sign, transmit", "its row was altered by somebody else") {
        @Override
        void on(StoredRequest row, JdbcTemplate jdbc) {
            new WaitingForApproval(jdbc).takeBack(row, true, "[]", NOW);
        }
    };

    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Octets MAC = Octets.of(new byte[32]);
    private static final String HOLDER = "signer-1";
    private static final String PROBLEM = "{\"type\":\"rejected-by-administrator\",\"detail\":\"\"}";

    private final String stage;
    private final String why;

    Move(String stage, String why) {
        this.stage = stage;
        this.why = why;
    }

    /** Tries it; whether the row may, the compare-and-set decides. */
    abstract void on(StoredRequest row, JdbcTemplate jdbc);

    String stage() {
        return stage;
    }

    String why() {
        return why;
    }

    private static void lease(JdbcTemplate jdbc) {
        new WaitingForSignature(jdbc).lease(1_000, HOLDER, NOW, Duration.ofSeconds(30), Elsewhere.NOTHING);
    }

    private static void evaluated(State state, StoredRequest row, JdbcTemplate jdbc) {
        new WaitingForApproval(jdbc).evaluatedAgain(row, standing(state), NOW);
    }

    /** Where the policy puts a request. */
    static Standing standing(State state) {
        @Nullable Verdict verdict = null;
        if (state == State.WAITING_FOR_APPROVAL) {
            verdict = Verdict.HELD;
        } else if (state == State.WAITING_FOR_SIGNATURE) {
            verdict = Verdict.CLEARED_BY_POLICY;
        }
        boolean refused = verdict == null;
        return new Standing(state, "hash", "issuing", "[]", 0, verdict, refused ? null : MAC, refused ? PROBLEM : null);
    }
}

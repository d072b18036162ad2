package org.httpca.worker.validate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.httpca.acme.evidence.ControlShown;
import org.httpca.acme.problem.AcmeProblem;
import org.httpca.acme.problem.AcmeProblemType;
import org.httpca.envelope.Identity;
import org.httpca.message.MessageJson;
import org.httpca.worker.validate.Checks.Decided;
import org.httpca.worker.validate.Method.Seen;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One check from its beginning to what came of it. It ends, whatever the other side does. */
final class Examination {
    /** The whole check, with every redirect and question. */
    static final Duration LONGEST = Duration.ofSeconds(10);

    /** More than {@link Retries} has: whoever began the last ones did not come to their end. */
    static final int MOST_BEGUN = 6;

    private static final Logger LOG = LoggerFactory.getLogger(Examination.class);

    private final Methods methods;
    private final Permission permission;
    private final Supplier<Identity> identity;
    private final Clock clock;
    private final Duration longest;

    Examination(Methods methods, Permission permission, Supplier<Identity> identity, Clock clock, Duration longest) {
        this.methods = methods;
        this.permission = permission;
        this.identity = identity;
        this.clock = clock;
        this.longest = longest;
    }

    Decided of(Check check) throws InterruptedException {
        if (check.attempt() > MOST_BEGUN) {
            LOG.error(
                    "The check of {} by {} was begun {} times and never ended: it is not made again.",
                    check.identifier(),
                    check.type(),
                    check.attempt() - 1);
            return notShown(check, fault(), false);
        }
        Deadline deadline = Deadline.in(longest);
        try {
            Seen seen = methods.look(check, deadline);
            ControlShown.Caa caa = permission.of(check, deadline);
            return shown(check, seen, caa);
        } catch (NotShownException e) {
            return notShown(check, e.problem(), e.mayPass());
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            LOG.error("The check of {} by {} failed by a fault here.", check.identifier(), check.type(), e);
            return notShown(check, fault(), true);
        }
    }

    private static AcmeProblem fault() {
        return new AcmeProblem(AcmeProblemType.SERVER_INTERNAL, "The check failed by a fault of this server.");
    }

    private Decided shown(Check check, Seen seen, ControlShown.Caa caa) {
        ControlShown statement = new ControlShown(
                check.account().toString(),
                check.thumbprint(),
                check.identifier(),
                check.type(),
                seen.lines(),
                caa,
                clock.instant());
        LOG.info("Control of {} was shown by {}.", check.identifier(), check.type());
        return new Decided(check, "valid", null, statement.sign(identity.get()), seen.goodUntil(), null);
    }

    private Decided notShown(Check check, AcmeProblem problem, boolean mayPass) {
        Instant again = mayPass ? Retries.next(check, clock.instant()).orElse(null) : null;
        LOG.info(
                "Control of {} was not shown by {} at attempt {}{}: {}",
                check.identifier(),
                check.type(),
                check.attempt(),
                again == null ? "" : ", which is made again",
                problem.detail());
        return new Decided(
                check,
                again == null ? "invalid" : null,
                MessageJson.mapper().writeValueAsString(problem.toMap()),
                null,
                null,
                again);
    }
}

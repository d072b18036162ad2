package org.httpca.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;

/** Time, chance and ids are injected: whoever takes them out of the air cannot be tested by hand-driven threads. */
final class Ambience {
    /** Where things are put together, besides the standalone and the embedded parts. A new name needs a reason beside it. */
    static final String[] WIRING = {
        // each role's own
        "web.WebConfiguration",
        "web.TokenCommand",
        "web.AcmeKeyCommand",
        "worker.WorkerConfiguration",
        "signer.SignerWiring",
        "signer.setup.Setup",
        "approval.ApprovalCli",
        // threads whose times are looked at by people, and jitter; each has a constructor or a seam for tests
        "forward.loop.Loop",
        "forward.loop.NotifyListener",
        "forward.loop.NotifySender",
        "forward.broker.Receiver",
    };

    private static final Set<String> CLOCKS = Set.of(
            "java.time.Instant",
            "java.time.LocalDate",
            "java.time.LocalDateTime",
            "java.time.OffsetDateTime",
            "java.time.ZonedDateTime");

    private Ambience() {}

    static List<Boundary> boundaries() {
        return List.of(
                new Boundary("the clock is injected", root -> noneCalls(root, readTheClock()), "TellsTimeByItself"),
                new Boundary("chance is injected", root -> noneCalls(root, rollDice()), "RollsDiceByItself"),
                new Boundary("ids are injected", root -> noneCalls(root, makeIds()), "MakesIdsByItself"));
    }

    private static ArchRule noneCalls(String root, DescribedPredicate<JavaAccess<?>> what) {
        return noClasses()
                .that(resideInAPackage(root + "..")
                        .and(not(resideInAnyPackage(root + ".standalone..", root + ".embedded..")))
                        .and(not(nameMatching(Habits.oneOf(root, WIRING)))))
                .should()
                .accessTargetWhere(what);
    }

    private static DescribedPredicate<JavaAccess<?>> readTheClock() {
        return DescribedPredicate.describe(
                "the clock is read",
                access -> is(
                                access,
                                "java.time.Clock",
                                "systemUTC",
                                "systemDefaultZone",
                                "system",
                                "tickSeconds",
                                "tickMillis")
                        || is(access, "java.lang.System", "currentTimeMillis")
                        || (CLOCKS.contains(owner(access)) && withoutClock(access.getTarget()))
                        || (owner(access).equals("java.util.Date")
                                && access.getName().equals("<init>")
                                && access.getTarget() instanceof CodeUnitAccessTarget codeUnit
                                && codeUnit.getRawParameterTypes().isEmpty()));
    }

    private static boolean withoutClock(AccessTarget target) {
        return target instanceof CodeUnitAccessTarget codeUnit
                && codeUnit.getName().equals("now")
                && codeUnit.getRawParameterTypes().stream()
                        .noneMatch(type -> type.isEquivalentTo(java.time.Clock.class));
    }

    private static DescribedPredicate<JavaAccess<?>> rollDice() {
        return DescribedPredicate.describe(
                "dice are rolled",
                access -> is(access, "java.security.SecureRandom", "<init>", "getInstance", "getInstanceStrong")
                        || is(access, "java.util.Random", "<init>")
                        || is(access, "java.lang.Math", "random")
                        || is(access, "java.util.concurrent.ThreadLocalRandom", "current"));
    }

    private static DescribedPredicate<JavaAccess<?>> makeIds() {
        return DescribedPredicate.describe("an id is made", access -> is(access, "java.util.UUID", "randomUUID"));
    }

    private static boolean is(JavaAccess<?> access, String owner, String... names) {
        return owner(access).equals(owner) && List.of(names).contains(access.getName());
    }

    private static String owner(JavaAccess<?> access) {
        return access.getTargetOwner().getFullName();
    }
}

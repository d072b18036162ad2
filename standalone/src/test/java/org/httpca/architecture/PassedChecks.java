package org.httpca.architecture;

import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.PROTECTED;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/** A passed check becomes an object that only the check can make: nobody else may have a constructor to call. */
final class PassedChecks {
    private PassedChecks() {}

    static List<Boundary> boundaries() {
        return List.of(
                madeByItsCheck("envelope.Verified"),
                madeByItsCheck("order.SignedOrder"),
                madeByItsCheck("pki.CertificationRequest"),
                madeByItsCheck("lint.IssuancePermit"),
                madeByItsCheck("lint.CrlPermit"),
                madeByItsCheck("signer.clearance.ClearedRequest"),
                madeByItsCheck("signer.clearance.HeldRequest"));
    }

    private static Boundary madeByItsCheck(String name) {
        String simpleName = name.substring(name.lastIndexOf('.') + 1);
        return new Boundary("only its check can make a " + simpleName, root -> closed(root + "." + name), name);
    }

    /** Fails as well when there is no class of that name any more. */
    private static ArchRule closed(String name) {
        return classes().that().haveFullyQualifiedName(name).should(haveNoOpenConstructor());
    }

    private static ArchCondition<JavaClass> haveNoOpenConstructor() {
        return new ArchCondition<>("be final, and have no constructor that another package could call") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getModifiers().contains(FINAL)) {
                    events.add(SimpleConditionEvent.violated(type, type.getFullName() + " is not final"));
                }
                type.getConstructors().stream()
                        .filter(PassedChecks::open)
                        .forEach(open -> events.add(SimpleConditionEvent.violated(
                                open, open.getFullName() + " can be called from other packages")));
            }
        };
    }

    private static boolean open(JavaConstructor constructor) {
        return constructor.getModifiers().contains(PUBLIC)
                || constructor.getModifiers().contains(PROTECTED);
    }
}

package org.httpca.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.BE_ANNOTATED_WITH_AN_INJECTION_ANNOTATION;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** House rules that a reviewer would otherwise have to look for. */
final class Habits {
    /** The faces of processes that talk to a terminal. */
    static final String[] TERMINALS = {
        "web.WebRole",
        "worker.WorkerRole",
        "signer.SignerRole",
        "signer.PolicyCommand",
        "signer.setup.Setup",
        "lint.command.LintCli",
        "approval.ApprovalCli",
        "approval.terminal.Attached",
        "standalone.Launcher",
        "standalone.StartCommand",
        "standalone.DemoCommand",
        "standalone.TokenCommand",
        "standalone.AcmeKeyCommand",
        "standalone.BackupCommand",
        "standalone.RestoreCommand"
    };

    private Habits() {}

    static List<Boundary> boundaries() {
        return List.of(
                new Boundary("logs go through SLF4J", Habits::logging, "WebLogsByItself"),
                new Boundary("only mains print", Habits::printing, "SignerPrints"),
                new Boundary("no field injection", Habits::injection, "WebInjectsFields"),
                new Boundary("no Impl, Manager, Helper, Util", Habits::names, "RequestManager"));
    }

    private static ArchRule logging(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.util.logging..",
                        "org.apache.commons.logging..",
                        "org.apache.logging..",
                        "ch.qos.logback..");
    }

    private static ArchRule printing(String root) {
        return noClasses()
                .that(resideInAPackage(root + "..").and(not(nameMatching(oneOf(root, TERMINALS)))))
                .should(ACCESS_STANDARD_STREAMS);
    }

    private static ArchRule injection(String root) {
        return noFields()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage(root + "..")
                .should(BE_ANNOTATED_WITH_AN_INJECTION_ANNOTATION);
    }

    private static ArchRule names(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils");
    }

    /** Matches these classes and what is nested in them. */
    static String oneOf(String root, String... names) {
        return (root + ".").replace(".", "\\.") + "(" + String.join("|", names).replace(".", "\\.") + ")(\\$.*)?";
    }
}

package org.httpca.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** Roles know nothing of each other; only the standalone knows several: one role, one process, one zone of trust. */
final class Roles {
    private Roles() {}

    static List<Boundary> boundaries() {
        return List.of(
                new Boundary("web-role is known to the standalone only", root -> known(root, "web"), "WorkerKnowsWeb"),
                new Boundary(
                        "web-worker-role is known to the standalone only",
                        root -> known(root, "worker"),
                        "WebKnowsWorker"),
                new Boundary(
                        "signer-role is known to the standalone only", root -> known(root, "signer"), "WebKnowsSigner"),
                new Boundary(
                        "approval-cli is known to the standalone only",
                        root -> known(root, "approval"),
                        "SignerKnowsApproval"),
                new Boundary(
                        "embedded parts are known to the standalone only",
                        root -> known(root, "embedded"),
                        "SignerKnowsEmbedded"),
                new Boundary("nobody knows the standalone", Roles::standalone, "WebKnowsStandalone"),
                new Boundary("the approval CLI needs no Spring", Roles::cliWithoutSpring, "ApprovalKnowsSpring"));
    }

    private static ArchRule known(String root, String role) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackages(root + "." + role + "..", root + ".standalone..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + "." + role + "..");
    }

    private static ArchRule standalone(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackage(root + ".standalone..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + ".standalone..");
    }

    private static ArchRule cliWithoutSpring(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".approval..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..");
    }
}

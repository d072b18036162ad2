package org.httpca.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.stream.Stream;

/** The vocabulary depends on nothing, the queue engine knows no certificate, and few may touch the broker or the outbox. */
final class Engine {
    private static final String[] VOCABULARY = {"pki", "problem", "message", "envelope", "order", "audit"};

    private Engine() {}

    static List<Boundary> boundaries() {
        return List.of(
                new Boundary("no package cycles", Engine::withoutCycles, "CycleLeft"),
                new Boundary("shared-messages depends on no other module", Engine::vocabulary, "MessageKnowsForward"),
                new Boundary("shared-messages and the lints need no Spring", Engine::noSpring, "MessageKnowsSpring"),
                new Boundary("certificate-lint knows shared-messages only", Engine::lint, "LintKnowsForward"),
                new Boundary(
                        "store-and-forward knows no certificate", Engine::noCertificate, "ForwardKnowsCertificates"),
                new Boundary("AMQP is spoken in forward.broker only", Engine::amqp, "ForwardKnowsRabbit"),
                new Boundary("the web role cannot reach the broker", Engine::webWithoutBroker, "WebKnowsBroker"),
                new Boundary("of the web role, only issuance sees the outbox", Engine::outbox, "PageKnowsOutbox"),
                new Boundary(
                        "of the web role, only openid opens connections",
                        Engine::webOpensNothing,
                        "PageOpensConnections"));
    }

    private static ArchRule withoutCycles(String root) {
        return slices().assignedFrom(packagesBelow(root)).should().beFreeOfCycles();
    }

    private static SliceAssignment packagesBelow(String root) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                String name = type.getPackageName();
                return name.startsWith(root + ".") ? SliceIdentifier.of(name) : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "packages below " + root;
            }
        };
    }

    private static ArchRule vocabulary(String root) {
        return noClasses()
                .that()
                .resideInAnyPackage(below(root, VOCABULARY))
                .should()
                .dependOnClassesThat(
                        resideInAPackage(root + "..").and(not(resideInAnyPackage(below(root, VOCABULARY)))));
    }

    private static ArchRule noSpring(String root) {
        return noClasses()
                .that(resideInAnyPackage(below(root, VOCABULARY)).or(resideInAPackage(root + ".lint..")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..");
    }

    private static ArchRule lint(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".lint..")
                .should()
                .dependOnClassesThat(resideInAPackage(root + "..")
                        .and(not(resideInAPackage(root + ".lint..")))
                        .and(not(resideInAnyPackage(below(root, VOCABULARY)))));
    }

    private static ArchRule noCertificate(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".forward..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.bouncycastle..", root + ".lint..", root + ".order..", root + ".audit..");
    }

    private static ArchRule amqp(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackages(
                        root + ".forward.broker..",
                        root + ".embedded..", // is a broker
                        root + ".signer.setup..", // declares the topology on the operator's broker
                        root + ".standalone..") // declares it on the embedded one
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.rabbitmq..", "org.springframework.amqp..");
    }

    private static ArchRule webWithoutBroker(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".web..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(root + ".forward.broker..", "com.rabbitmq..", "org.springframework.amqp..");
    }

    private static ArchRule outbox(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".web..")
                .and()
                .resideOutsideOfPackage(root + ".web.issuance..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + ".forward.outbox..");
    }

    /** Opens or uses: who judges certificates has sockets among the parameters, by the interface of TLS. */
    private static ArchRule webOpensNothing(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".web..")
                .and()
                .resideOutsideOfPackage(root + ".web.openid..")
                .should()
                .accessClassesThat(
                        resideInAPackage("java.net.http..")
                                .or(
                                        nameMatching(
                                                "java\\.net\\.(Datagram|Multicast)?Socket|java\\.net\\.(Http|Jar)?URLConnection"))
                                .or(nameMatching("java\\.nio\\.channels\\.(Asynchronous)?(Socket|Datagram)Channel"))
                                .or(
                                        nameMatching(
                                                "javax\\.net\\.(SocketFactory|ssl\\.(SSLSocket|SSLSocketFactory|HttpsURLConnection))")));
    }

    private static String[] below(String root, String... packages) {
        return Stream.of(packages).map(name -> root + "." + name + "..").toArray(String[]::new);
    }
}

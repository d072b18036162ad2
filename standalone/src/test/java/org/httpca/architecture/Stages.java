package org.httpca.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import javax.net.ServerSocketFactory;

/** Stages meet in the database only, the key is behind a narrow door, and no process but the web role listens. */
final class Stages {
    private Stages() {}

    static List<Boundary> boundaries() {
        return List.of(
                new Boundary(
                        "the signer's stages know nothing of each other", Stages::ofTheSigner, "AcceptKnowsTransmit"),
                new Boundary(
                        "the worker's stages know nothing of each other",
                        Stages::ofTheWorker,
                        "WorkerTransmitKnowsAccept"),
                new Boundary("few may touch the issuing key", Stages::key, "PolicyKnowsKey"),
                new Boundary("only the web role serves HTTP to users", Stages::http, "SignerServesHttp"),
                new Boundary("only the web role listens", Stages::listening, "WorkerListens"));
    }

    private static ArchRule ofTheSigner(String root) {
        return slices().matching(root + ".signer.(accept|decide|sign|transmit)..")
                .should()
                .notDependOnEachOther();
    }

    private static ArchRule ofTheWorker(String root) {
        return slices().matching(root + ".worker.(transmit|accept|validate|notify)..")
                .should()
                .notDependOnEachOther();
    }

    private static ArchRule key(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackages(
                        root + ".signer.key..",
                        root + ".signer.sign..",
                        root + ".signer.crl..",
                        root + ".signer.responder..",
                        root + ".signer.issuer..",
                        root + ".signer.setup..",
                        root + ".signer") // puts the role together
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + ".signer.key..");
    }

    private static ArchRule http(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackages(
                        root + ".web..",
                        root + ".worker.management") // the operator's health and metrics, off unless set (ADR 0021)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "com.sun.net.httpserver..",
                        "jakarta.servlet..",
                        "org.apache.catalina..",
                        "org.eclipse.jetty..",
                        "io.undertow..",
                        "reactor.netty..",
                        "org.springframework.web..",
                        "org.springframework.boot.web..",
                        "org.springframework.boot.tomcat..");
    }

    private static ArchRule listening(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackages(
                        root + ".embedded..", // finds free ports for what it starts
                        root + ".standalone..")
                .should()
                .dependOnClassesThat(listeners());
    }

    private static DescribedPredicate<JavaClass> listeners() {
        return type(ServerSocket.class)
                .or(type(ServerSocketChannel.class))
                .or(type(AsynchronousServerSocketChannel.class))
                .or(type(ServerSocketFactory.class))
                .or(type(DatagramSocket.class))
                .as("are listening sockets");
    }
}

package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The main job by nothing but the API's description: a generator from Maven Central makes a client of it, and a script uses that.
 * The generator is a jar of its own, beside the class path (see the profile "full").
 */
@Tag("full")
class GeneratedClientTest {
    private static final Path GENERATOR = Path.of("target/generator/openapi-generator-cli.jar");
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final RunningStandalone httpca = RunningStandalone.on(Parts.EMBEDDED);

    @TempDir
    Path folder = Path.of("");

    @Test
    void doesTheMainJob() throws Exception {
        assertThat(GENERATOR).exists();
        String description = new Client(httpca.url()).text("api/v1/openapi.json");
        Files.writeString(folder.resolve("openapi.json"), description);
        run(
                "-jar",
                GENERATOR.toAbsolutePath().toString(),
                "generate",
                "-i",
                "openapi.json",
                "-g",
                "java",
                "--library",
                "native",
                "-o",
                "client",
                "--additional-properties=openApiNullable=false,useJakartaEe=true");
        compile();
        Subscriber subscriber = Subscriber.create("generated.auto.test");
        Files.writeString(folder.resolve("request.pem"), subscriber.csr());

        String said = run(
                "-cp",
                "classes" + File.pathSeparator + libraries(),
                "Script",
                "request.pem",
                "fullchain.pem",
                Files.readString(httpca.data().resolve("tokens/operator.token")).strip());

        assertThat(said)
                .contains("submitted ", "became issued", "until 20", "refused 400", "urn:httpca:problem:malformed");
        List<X509Certificate> chain = new ArrayList<>();
        try (InputStream file = Files.newInputStream(folder.resolve("fullchain.pem"))) {
            CertificateFactory.getInstance("X.509")
                    .generateCertificates(file)
                    .forEach(one -> chain.add((X509Certificate) one));
        }
        assertThat(chain).hasSize(2);
        assertThat(chain.get(0).getPublicKey()).isEqualTo(subscriber.publicKey());
        chain.get(0).verify(chain.get(1).getPublicKey());
    }

    private void compile() throws Exception {
        try (InputStream script =
                Objects.requireNonNull(getClass().getResourceAsStream("/generated-client/Script.java"))) {
            Files.copy(script, folder.resolve("Script.java"));
        }
        List<String> arguments = new ArrayList<>(List.of(
                "-nowarn",
                "-proc:none",
                "-d",
                folder.resolve("classes").toString(),
                "-cp",
                libraries(),
                folder.resolve("Script.java").toString()));
        try (Stream<Path> sources = Files.walk(folder.resolve("client/src/main/java"))) {
            sources.filter(source -> source.toString().endsWith(".java"))
                    .forEach(source -> arguments.add(source.toString()));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int code = compiler.run(null, said, said, arguments.toArray(String[]::new));
        assertThat(code).as(said.toString(StandardCharsets.UTF_8)).isZero();
    }

    /** What a client needs: Jackson 2, which the generator brings, and the annotations. */
    private static String libraries() throws Exception {
        URI annotations = jakarta.annotation.Nullable.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI();
        return GENERATOR.toAbsolutePath() + File.pathSeparator + Path.of(annotations);
    }

    private String run(String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of(JAVA, "-XX:TieredStopAtLevel=1"));
        all.addAll(List.of(words));
        Program.Ended ended = Program.run(folder, all.toArray(String[]::new));
        assertThat(ended.code()).as(ended.output()).isZero();
        return ended.output();
    }
}

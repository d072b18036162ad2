package org.httpca.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeTest {
    private static final Path ROOT = Tree.root();

    @TempDir
    Path temporary;

    @Test
    void modules_depend_on_each_other_in_the_directions_of_the_table_only() throws IOException {
        List<String> modules = Poms.modules(ROOT.resolve("pom.xml"));
        assertThat(modules).containsExactlyInAnyOrderElementsOf(Poms.DIRECTIONS.keySet());
        List<String> violations = new ArrayList<>();
        for (String module : modules) {
            violations.addAll(Poms.violations(module, ROOT.resolve(module).resolve("pom.xml")));
        }
        assertThat(violations).isEmpty();
    }

    @Test
    void a_dependency_against_the_directions_is_found() throws IOException {
        assertThat(Poms.violations("web-role", pom("org.httpca", "signer-role", "runtime")))
                .containsExactly("web-role depends on signer-role");
        assertThat(Poms.violations("signer-role", pom("org.httpca", "embedded-parts", "")))
                .containsExactly("signer-role depends on embedded-parts");
        assertThat(Poms.violations("cellar", pom("org.httpca", "shared-messages", "")))
                .containsExactly("cellar is not in the table of directions");
    }

    @Test
    void a_dependency_in_test_scope_goes_any_way() throws IOException {
        assertThat(Poms.violations("web-worker-role", pom("org.httpca", "web-role", "test")))
                .isEmpty();
    }

    @Test
    void a_signer_that_could_serve_is_found() throws IOException {
        assertThat(Poms.violations("signer-role", pom("org.springframework.boot", "spring-boot-starter-webmvc", "")))
                .containsExactly("signer-role depends on spring-boot-starter-webmvc, which listens or serves");
    }

    @Test
    void every_package_says_what_lives_in_it() throws IOException {
        List<String> silent = new ArrayList<>();
        for (String module : Poms.modules(ROOT.resolve("pom.xml"))) {
            silent.addAll(Tree.packagesWithoutWords(ROOT.resolve(module).resolve("src/main/java")));
        }
        assertThat(silent).isEmpty();
    }

    @Test
    void a_silent_package_is_found() throws IOException {
        Path silent = Files.createDirectories(temporary.resolve("org/example/silent"));
        Files.writeString(silent.resolve("Thing.java"), "package org.example.silent;");
        Path empty = Files.createDirectories(temporary.resolve("org/example/empty"));
        Files.writeString(empty.resolve("package-info.java"), "package org.example.empty;");
        assertThat(Tree.packagesWithoutWords(temporary)).containsExactly("org/example/empty", "org/example/silent");
    }

    private Path pom(String group, String artifact, String scope) throws IOException {
        return Files.writeString(temporary.resolve("pom.xml"), """
                <project>
                  <dependencyManagement><dependencies>
                    <dependency><groupId>org.httpca</groupId><artifactId>standalone</artifactId></dependency>
                  </dependencies></dependencyManagement>
                  <dependencies>
                    <dependency><groupId>%s</groupId><artifactId>%s</artifactId><scope>%s</scope></dependency>
                  </dependencies>
                </project>
                """.formatted(group, artifact, scope));
    }
}

package org.httpca.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents name what exists: a class that is renamed is renamed there too. */
class DocumentedClassesTest {
    private static final Path ROOT = Tree.root();

    @Test
    void every_class_of_the_issuance_cycle_exists() throws IOException {
        Set<String> named = Documents.classesInTables(read("docs/issuance-cycle.md"));
        assertThat(named).hasSizeGreaterThan(20);
        assertThat(missing(named)).isEmpty();
    }

    @Test
    void a_class_that_does_not_exist_is_found() {
        Set<String> named =
                Documents.classesInTables("| 1 | `web.issuance.Crystal` and `org.httpca.pki.Pem`, a `row` |");
        assertThat(missing(named)).containsExactly("web.issuance.Crystal");
    }

    @Test
    void every_test_that_the_documents_name_exists() throws IOException {
        Set<String> existing = Documents.testsOf(ROOT, Poms.modules(ROOT.resolve("pom.xml")));
        for (Path document : documents()) {
            assertThat(existing).as(document.toString()).containsAll(Documents.tests(Files.readString(document)));
        }
        assertThat(Documents.tests(read("docs/security-model.md"))).hasSizeGreaterThan(3);
    }

    @Test
    void every_link_within_the_tree_leads_somewhere() throws IOException {
        for (Path document : documents()) {
            for (String link : Documents.links(Files.readString(document))) {
                assertThat(document.resolveSibling(link))
                        .as("linked from " + document)
                        .exists();
            }
        }
    }

    private static List<String> missing(Set<String> named) {
        Set<String> existing = Code.MAIN.stream().map(JavaClass::getFullName).collect(Collectors.toSet());
        return named.stream()
                .filter(name -> !existing.contains(name.startsWith(Code.ROOT + ".") ? name : Code.ROOT + "." + name))
                .toList();
    }

    private static String read(String document) throws IOException {
        return Files.readString(ROOT.resolve(document));
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> below = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
                                    .map(ROOT::resolve),
                            below)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }
}

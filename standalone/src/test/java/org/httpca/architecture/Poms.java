package org.httpca.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What the modules' poms say, against the one table of directions. */
final class Poms {
    /** Who may depend on whom outside test scope. Nothing else is allowed; a new module needs an ADR and a row. */
    static final Map<String, Set<String>> DIRECTIONS = Map.ofEntries(
            Map.entry("shared-messages", Set.of()),
            Map.entry("embedded-parts", Set.of()),
            Map.entry("role-start", Set.of()),
            Map.entry("store-and-forward", Set.of("shared-messages")),
            Map.entry("certificate-lint", Set.of("shared-messages")),
            Map.entry("web-role", Set.of("shared-messages", "role-start", "store-and-forward")),
            Map.entry("web-worker-role", Set.of("shared-messages", "role-start", "store-and-forward")),
            Map.entry("signer-role", Set.of("shared-messages", "role-start", "store-and-forward", "certificate-lint")),
            Map.entry("approval-cli", Set.of("shared-messages")),
            Map.entry(
                    "standalone",
                    Set.of(
                            "shared-messages",
                            "role-start",
                            "store-and-forward",
                            "certificate-lint",
                            "embedded-parts",
                            "web-role",
                            "web-worker-role",
                            "signer-role",
                            "approval-cli")),
            Map.entry("benchmarks", Set.of("shared-messages", "certificate-lint")));

    private static final List<String> LISTENING =
            List.of("web", "tomcat", "jetty", "undertow", "netty", "servlet", "actuator");

    private Poms() {}

    /** Whatever the pom of that module says that it may not, in sentences. */
    static List<String> violations(String module, Path pom) throws IOException {
        Set<String> allowed = DIRECTIONS.get(module);
        if (allowed == null) {
            return List.of(module + " is not in the table of directions");
        }
        List<String> found = new ArrayList<>();
        for (Element dependency : dependencies(pom)) {
            String artifact = text(dependency, "artifactId");
            boolean ours = text(dependency, "groupId").equals("org.httpca");
            boolean test = text(dependency, "scope").equals("test");
            if (ours && !test && !allowed.contains(artifact)) {
                found.add(module + " depends on " + artifact);
            }
            if (module.equals("signer-role")
                    && !ours
                    && !test
                    && LISTENING.stream().anyMatch(artifact::contains)) {
                found.add(module + " depends on " + artifact + ", which listens or serves");
            }
        }
        return found;
    }

    static List<String> modules(Path rootPom) throws IOException {
        List<String> names = new ArrayList<>();
        NodeList modules = parse(rootPom).getElementsByTagName("module");
        for (int i = 0; i < modules.getLength(); i++) {
            names.add(modules.item(i).getTextContent().strip());
        }
        return names;
    }

    /** The project's own dependencies: neither managed ones nor those of plugins. */
    private static List<Element> dependencies(Path pom) throws IOException {
        List<Element> found = new ArrayList<>();
        for (Element list : children(parse(pom), "dependencies")) {
            found.addAll(children(list, "dependency"));
        }
        return found;
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }

    private static String text(Element parent, String name) {
        List<Element> found = children(parent, name);
        return found.isEmpty() ? "" : found.get(0).getTextContent().strip();
    }

    private static Element parse(Path pom) throws IOException {
        try (var in = Files.newInputStream(pom)) {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(in)
                    .getDocumentElement();
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException(pom + " cannot be read", e);
        }
    }
}

package org.httpca.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What each page promises: well formed, nothing inline, nothing from elsewhere, whole for a screen reader. */
public final class PagePromises {
    private final Document page;
    private final List<Element> elements = new ArrayList<>();

    private PagePromises(Document page) {
        this.page = page;
        NodeList all = page.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            elements.add((Element) all.item(i));
        }
    }

    public static void kept(String html) throws Exception {
        assertThat(html).startsWith("<!DOCTYPE html>").doesNotContain("??", "th:");
        PagePromises promises = new PagePromises(parse(html));
        promises.hasOneHeadingAndALanguage();
        promises.hasNothingInline();
        promises.staysOnThisHost();
        promises.headingsGoDownStepByStep();
        promises.referencesLeadSomewhere();
        promises.fieldsHaveLabels();
    }

    /** The page by a strict parser of XML, which forgives nothing. */
    static Document parse(String html) throws Exception {
        var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        builder.setErrorHandler(null);
        return builder.parse(new InputSource(new StringReader(html)));
    }

    private void hasOneHeadingAndALanguage() {
        assertThat(page.getDocumentElement().getAttribute("lang")).isIn("en", "nl", "zh-Hans");
        assertThat(page.getElementsByTagName("h1").getLength()).isEqualTo(1);
        assertThat(page.getElementsByTagName("title").item(0).getTextContent()).contains(" · HttpCA");
    }

    /** The Content-Security-Policy has no unsafe-inline. */
    private void hasNothingInline() {
        for (Element element : elements) {
            assertThat(element.hasAttribute("style")).isFalse();
            assertThat(element.getTagName()).isNotEqualTo("style");
            assertThat(element.getTagName().equals("script")
                            && !element.getTextContent().isEmpty())
                    .isFalse();
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                Node attribute = element.getAttributes().item(i);
                assertThat(attribute.getNodeName()).doesNotStartWith("on");
            }
        }
    }

    private void staysOnThisHost() {
        for (Element element : elements) {
            for (String attribute : List.of("href", "src", "action")) {
                if (element.hasAttribute(attribute)) {
                    assertThat(element.getAttribute(attribute)).matches("#.+|/|/[^/].*|\\?([^&]+&)*language=[a-z]{2}");
                }
            }
        }
    }

    private void headingsGoDownStepByStep() {
        int level = 0;
        for (Element element : elements) {
            if (element.getTagName().matches("h[1-6]")) {
                int next = element.getTagName().charAt(1) - '0';
                assertThat(next).as(element.getTextContent()).isLessThanOrEqualTo(level + 1);
                level = next;
            }
        }
    }

    private void referencesLeadSomewhere() {
        Set<String> ids = new HashSet<>();
        for (Element element : elements) {
            if (element.hasAttribute("id")) {
                assertThat(ids.add(element.getAttribute("id")))
                        .as("id %s is the only one", element.getAttribute("id"))
                        .isTrue();
            }
        }
        for (Element element : elements) {
            for (String reference : List.of("for", "aria-labelledby", "aria-describedby")) {
                if (element.hasAttribute(reference)) {
                    assertThat(ids).contains(element.getAttribute(reference).split(" "));
                }
            }
            if (element.getAttribute("href").startsWith("#")) {
                assertThat(ids).contains(element.getAttribute("href").substring(1));
            }
        }
    }

    private void fieldsHaveLabels() {
        Set<String> labelled = new HashSet<>();
        for (Element element : elements) {
            labelled.add(element.getTagName().equals("label") ? element.getAttribute("for") : "");
        }
        for (Element element : elements) {
            boolean field = Set.of("input", "textarea", "select").contains(element.getTagName());
            if (field && !element.getAttribute("type").equals("hidden")) {
                boolean inside = element.getParentNode().getNodeName().equals("label");
                assertThat(inside || labelled.contains(element.getAttribute("id")))
                        .as("%s has a label", element.getAttribute("name"))
                        .isTrue();
            }
        }
    }
}

package org.httpca.web.page;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.httpca.web.http.Links;
import org.httpca.web.issuer.IssuerView;
import org.httpca.web.issuer.Issuers;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The trust anchors, and how to install them. */
@Controller
class CaPages {

    /**
     * Where a trust anchor may be installed.
     *
     * @param commands ends of the keys of what to type there
     */
    record Place(String name, List<String> commands) {}

    static final List<Place> PLACES = List.of(
            new Place("debian", List.of("debian")),
            new Place("fedora", List.of("fedora")),
            new Place("macos", List.of("macos")),
            new Place("windows", List.of("windows")),
            new Place("firefox", List.of()),
            new Place("java", List.of("java")),
            new Place("python", List.of("python")),
            new Place("containers", List.of("containers", "containers.run")),
            new Place("curl", List.of("curl")));

    private static final String FIRST_ROOT = "root";

    private final Issuers issuers;
    private final Links links;
    private final ObjectProvider<AcmeClients> acme;

    CaPages(Issuers issuers, Links links, ObjectProvider<AcmeClients> acme) {
        this.issuers = issuers;
        this.links = links;
        this.acme = acme;
    }

    @GetMapping("/ca")
    String ca(@RequestParam(required = false) @Nullable String root, Model model, HttpServletRequest request) {
        model.addAllAttributes(model(issuers.all(), root, path -> links.to(request, path)));
        acme.ifAvailable(clients -> model.addAttribute("acme", clients.shown(request)));
        return "web/ca";
    }

    /** @param chosen which root is to be installed; where there is none of that name, the first */
    static Map<String, Object> model(List<IssuerView> all, @Nullable String chosen, UnaryOperator<String> links) {
        // Whoever comes here wants the root: it goes first, whatever order programs prefer.
        List<IssuerCard> rootsFirst = all.stream()
                .sorted((one, other) -> Boolean.compare(other.root(), one.root()))
                .map(IssuerCard::of)
                .toList();
        List<IssuerCard> roots = rootsFirst.stream()
                .filter(IssuerCard::root)
                // the first installation's own is the one that is meant, whatever others are called
                .sorted(Comparator.comparing(card -> !card.name().equals(FIRST_ROOT)))
                .toList();
        Optional<IssuerCard> root = roots.stream()
                .filter(card -> card.name().equals(chosen))
                .findFirst()
                .or(() -> roots.stream().findFirst());
        String path = root.map(IssuerCard::path).orElse("/ca/root");
        return Map.of(
                "issuers",
                rootsFirst,
                "roots",
                roots,
                "root",
                root.map(IssuerCard::name).orElse(""),
                "places",
                PLACES,
                "rootPem",
                links.apply(path + "/cert.pem"),
                "rootDer",
                links.apply(path + "/cert.cer"),
                "rootPrint",
                root.map(IssuerCard::sha256).orElse(List.of()),
                "file",
                file(links.apply(""))
                        + root.map(IssuerCard::name)
                                .filter(name -> !name.equals(FIRST_ROOT))
                                .map(name -> "-" + name)
                                .orElse(""));
    }

    /** A name for the root's file on a machine that may trust several installations, and so an alias in its trust store. */
    static String file(String url) {
        String host = Objects.requireNonNullElse(URI.create(url).getHost(), "");
        return "httpca-"
                + host.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    }
}

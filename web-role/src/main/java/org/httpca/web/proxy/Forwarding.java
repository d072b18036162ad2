package org.httpca.web.proxy;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What proxies say of a request: {@code Forwarded} (RFC 7239), or the older {@code X-Forwarded-For} and {@code -Proto}. Each
 * proxy adds at the end whom it saw; so we read from the end for as long as a proxy that we believe is speaking. The
 * beginning is whatever the client liked to say.
 *
 * @param address the client's; null if it is not known more nearly than by the connection
 * @param scheme http or https, as the client came to the first believed proxy; null if that is not said
 */
record Forwarding(@Nullable InetAddress address, @Nullable String scheme) {
    private static final Pattern FOR = Pattern.compile("(?i)(?:^|[;\\s])for=(\"[^\"]*\"|[^;\\s]+)");
    private static final Pattern PROTO = Pattern.compile("(?i)(?:^|[;\\s])proto=\"?(https?)\"?(?:$|[;\\s])");
    private static final Pattern ADDRESS = Pattern.compile("(\\[[^\\]]*\\]|[^:]*|[^:]*(?::[^:]*){2,})(?::\\d{1,5})?");
    private static final int MOST = 32;

    private record Hop(
            @Nullable InetAddress address, @Nullable String scheme) {}

    static boolean isClaimed(HttpServletRequest request) {
        return request.getHeader("Forwarded") != null || request.getHeader("X-Forwarded-For") != null;
    }

    static Forwarding of(HttpServletRequest request, List<Network> proxies) {
        List<Hop> hops = request.getHeader("Forwarded") != null ? standard(request) : customary(request);
        Forwarding nearest = new Forwarding(null, null);
        for (int i = hops.size() - 1; i >= 0; i--) {
            Hop hop = hops.get(i);
            nearest = new Forwarding(
                    hop.address == null ? nearest.address : hop.address,
                    hop.scheme == null ? nearest.scheme : hop.scheme);
            InetAddress address = hop.address;
            if (address == null || proxies.stream().noneMatch(proxy -> proxy.contains(address))) {
                break;
            }
        }
        return nearest;
    }

    private static List<Hop> standard(HttpServletRequest request) {
        return words(request, "Forwarded").stream()
                .map(word -> new Hop(address(FOR.matcher(word)), scheme(PROTO.matcher(word))))
                .toList();
    }

    private static List<Hop> customary(HttpServletRequest request) {
        List<String> schemes = words(request, "X-Forwarded-Proto");
        List<String> addresses = words(request, "X-Forwarded-For");
        // One scheme is what the nearest proxy says; several belong to the hops one by one.
        List<Hop> hops = new ArrayList<>();
        for (int i = 0; i < addresses.size(); i++) {
            int j = schemes.size() - (addresses.size() - i);
            String scheme = j >= 0 ? schemes.get(j).toLowerCase(Locale.ROOT) : null;
            hops.add(new Hop(address(addresses.get(i)), isScheme(scheme) ? scheme : null));
        }
        return hops;
    }

    private static boolean isScheme(@Nullable String word) {
        return "http".equals(word) || "https".equals(word);
    }

    private static @Nullable InetAddress address(Matcher parameter) {
        return parameter.find() ? address(parameter.group(1).replace("\"", "")) : null;
    }

    private static @Nullable InetAddress address(String word) {
        Matcher matcher = ADDRESS.matcher(word);
        return matcher.matches() ? Network.address(matcher.group(1)).orElse(null) : null;
    }

    private static @Nullable String scheme(Matcher parameter) {
        return parameter.find() ? parameter.group(1).toLowerCase(Locale.ROOT) : null;
    }

    private static List<String> words(HttpServletRequest request, String header) {
        List<String> words = new ArrayList<>();
        for (String line : Collections.list(request.getHeaders(header))) {
            for (String word : line.split(",")) {
                words.add(word.strip());
            }
        }
        return words.size() <= MOST ? words : words.subList(words.size() - MOST, words.size());
    }
}

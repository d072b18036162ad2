package org.httpca.web.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.httpca.start.InvalidSettingException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Operators who sign in with OpenID Connect, besides those with a token; off unless an issuer is set.
 *
 * @param issuer the provider's issuer, to the letter as it names itself; https, or http on this machine
 * @param clientId what the provider calls this installation
 * @param clientSecretFile the file that holds the client's secret, alone; none for a public client
 * @param scopes what is asked for; {@code openid} is, in any case
 * @param name what principals and pages call the provider; the issuer's host unless set
 * @param caFile PEM with the CA certificates that may vouch for the provider; the system's unless set
 * @param timeout how long one answer of the provider may take
 * @param session for how long an operator who signed in so is one, at most 24h
 * @param operators who of those that the provider knows is an operator
 */
public record OpenId(
        @Nullable URI issuer,
        @Nullable String clientId,
        @Nullable Path clientSecretFile,
        @DefaultValue({"openid", "profile"}) List<String> scopes,
        @Nullable String name,
        @Nullable Path caFile,
        @DefaultValue("5s") Duration timeout,
        @DefaultValue("8h") Duration session,
        @DefaultValue @Valid Operators operators) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Duration LONGEST_SESSION = Duration.ofHours(24);
    private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(30);

    public OpenId {
        scopes = List.copyOf(scopes);
        if ((issuer == null) != (clientId == null || clientId.isBlank())) {
            throw new InvalidSettingException(
                    "httpca.openid.issuer and httpca.openid.client-id belong together: set both, or none.");
        }
        if (issuer != null) {
            checkIssuer(issuer);
        }
        if (name != null && !NAME.matcher(name).matches()) {
            throw new InvalidSettingException(
                    "httpca.openid.name has 1 to 64 letters, digits, '.', '_' or '-', and a letter or digit first.");
        }
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new InvalidSettingException("httpca.openid.timeout must be a time of up to 30s.");
        }
        if (session.isNegative() || session.isZero() || session.compareTo(LONGEST_SESSION) > 0) {
            throw new InvalidSettingException("httpca.openid.session must be a time of up to 24h.");
        }
    }

    private static void checkIssuer(URI issuer) {
        boolean bare = issuer.getRawQuery() == null && issuer.getRawFragment() == null;
        if (!isSafe(issuer) || !bare) {
            throw new InvalidSettingException(
                    "httpca.openid.issuer must be like https://login.example.org/realm, and is " + issuer
                            + ": plain http is for a provider on this machine alone.");
        }
    }

    /** Whether a provider may be asked there: by HTTPS, or on this machine. */
    public static boolean isSafe(URI address) {
        String host = address.getHost();
        return host != null
                && address.getRawUserInfo() == null
                && ("https".equalsIgnoreCase(address.getScheme())
                        || ("http".equalsIgnoreCase(address.getScheme()) && Loopback.is(host)));
    }

    /** Whether it is switched on. */
    public boolean isOn() {
        return issuer != null;
    }

    /** What the provider is called; "" where there is none. */
    public String providerName() {
        if (name != null) {
            return name;
        }
        return issuer == null ? "" : issuer.getHost().replaceAll("[\\[\\]]", "").replace(':', '-');
    }

    /**
     * Who is an operator. Without values, nobody is.
     *
     * @param claim the claim of the ID token that says so: a text, or a list of them
     * @param values each of these makes an operator, who may do over HTTP what a token with the scope {@code operator} may do on
     *     pages
     */
    public record Operators(
            @NotBlank @DefaultValue("groups") String claim,
            @DefaultValue List<String> values) {

        public Operators {
            values = List.copyOf(values);
        }
    }
}

package org.httpca.web.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.httpca.log.LogSettings;
import org.httpca.start.InvalidSettingException;
import org.httpca.start.SecretFile;
import org.httpca.start.SettingKeys;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Everything that can be set for the web role, under {@code httpca}.
 *
 * @param publicUrl what users and certificates call this installation: an http(s) URL without path, query or fragment
 * @param installation the installation's name, the same in each of its roles
 * @param instance this process's name on the status page; by default made of the host's name
 * @param bind the address to listen on; loopback unless set otherwise
 * @param port the port to listen on; 0 takes a free one
 * @param hosts host names by which clients may reach this role besides the public URL's, localhost and plain addresses
 * @param database the web database, as the role uses it
 * @param migration the owner of the web database's schema; only {@code migrate} uses it
 * @param api the JSON API
 * @param sessions what a browser finds again of what was submitted with it
 * @param openid operators who sign in with OpenID Connect
 * @param https HTTPS in this process, with a certificate of the own CA
 * @param proxies addresses or networks (10.0.0.0/8) of reverse proxies, whose Forwarded and X-Forwarded-For are believed; none is
 *     by default
 * @param plainHttp whether users may reach this role by plain HTTP from other machines without a proxy; off unless switched on
 * @param limits how much one client may ask for
 * @param ocsp answers of whether certificates are good
 * @param acme the ACME server (RFC 8555)
 * @param management health and metrics, on a port of their own
 * @param log the log
 * @param configFolder the folder of the configuration file; relative paths in it start here
 */
@Validated
@ConfigurationProperties("httpca")
public record WebSettings(
        @NotNull URI publicUrl,
        @NotBlank @DefaultValue("httpca") String installation,
        @Nullable String instance,
        @NotBlank @DefaultValue("127.0.0.1") String bind,
        @Min(0) @Max(65535) @DefaultValue("8080") int port,
        @DefaultValue List<String> hosts,
        @NotNull @Valid Database database,
        @Valid @DefaultValue Migration migration,
        @DefaultValue Api api,
        @Valid @DefaultValue Sessions sessions,
        @Valid @DefaultValue OpenId openid,
        @Valid @DefaultValue Https https,
        @DefaultValue List<String> proxies,
        @DefaultValue("false") boolean plainHttp,
        @Valid @DefaultValue Limits limits,
        @Valid @DefaultValue Ocsp ocsp,
        @DefaultValue Acme acme,
        @Valid @DefaultValue Management management,
        @DefaultValue LogSettings log,
        @Nullable Path configFolder) {

    /** The names of all of them. */
    public static final SettingKeys KEYS = SettingKeys.of(WebSettings.class);

    public WebSettings {
        hosts = List.copyOf(hosts);
        proxies = List.copyOf(proxies);
        PublicUrl.check(publicUrl);
        if (management.port() > 0 && management.port() == port) {
            throw new InvalidSettingException(
                    "httpca.management.port is the users' port " + port + ": set a port of its own, or -1 for none.");
        }
        boolean open = !Loopback.is(bind) && !Loopback.is(publicUrl.getHost());
        if (open && "http".equals(publicUrl.getScheme()) && proxies.isEmpty() && !plainHttp) {
            throw new InvalidSettingException("httpca.public-url is " + publicUrl
                    + ": tokens would cross the network in the clear; set an https:// address and httpca.proxies to the proxy"
                    + " that ends TLS, or httpca.plain-http=true if the network is yours alone.");
        }
    }

    /**
     * How much one client may ask for in a minute; 0 is without limit. Who comes from this machine itself, without a proxy, is
     * limited only by its token.
     *
     * @param address who shows no token: each IPv4 address, and each IPv6 network of 64 bits
     * @param token who shows a token
     * @param operator who shows an operator's token
     * @param tokens single tokens, by name
     * @param ocsp how many OCSP requests one address may make, with or without a token
     * @param guesses how many tokens that are none one address may show
     * @param bodyTime how long the body of one request may take to arrive; 0 is without limit
     * @param bodies how many bodies of one client may be on their way at once; 0 is without limit
     * @param waiting how many requests may wait for the signer; while there are more, new ones are refused with 503; 0 is
     *     without limit
     */
    public record Limits(
            @DefaultValue @Valid Address address,
            @DefaultValue @Valid Token token,
            @DefaultValue @Valid Operator operator,
            @DefaultValue Map<String, @Valid Budget> tokens,
            @Min(0) @DefaultValue("60000") int ocsp,
            @Min(0) @DefaultValue("30") int guesses,
            @DefaultValue("60s") Duration bodyTime,
            @Min(0) @DefaultValue("50") int bodies,
            @Min(0) @DefaultValue("10000") int waiting) {

        public Limits {
            tokens = Map.copyOf(tokens);
            Durations.check("httpca.limits.body-time", bodyTime);
        }

        /**
         * Without a token.
         *
         * @param submissions requests for certificates in a minute, from one address; 0 is without limit
         * @param reads everything else in a minute, from one address; 0 is without limit
         */
        public record Address(
                @Min(0) @DefaultValue("60") int submissions,
                @Min(0) @DefaultValue("1200") int reads) {}

        /**
         * With a token.
         *
         * @param submissions requests for certificates in a minute, by one token; 0 is without limit
         * @param reads everything else in a minute, by one token; 0 is without limit
         */
        public record Token(
                @Min(0) @DefaultValue("6000") int submissions,
                @Min(0) @DefaultValue("60000") int reads) {}

        /**
         * With an operator's token.
         *
         * @param submissions requests for certificates in a minute, by one operator's token; 0 is without limit
         * @param reads everything else in a minute, by one operator's token; 0 is without limit
         */
        public record Operator(
                @Min(0) @DefaultValue("600000") int submissions,
                @Min(0) @DefaultValue("600000") int reads) {}

        /**
         * With the one token of this name.
         *
         * @param submissions its requests for certificates in a minute; 0 is without limit
         * @param reads everything else in a minute, by this token; 0 is without limit
         */
        public record Budget(
                @Min(0) int submissions, @Min(0) int reads) {}
    }

    /** What is said of a serial number that was never issued. */
    public enum UnknownSerials {
        UNKNOWN,
        REVOKED
    }

    /**
     * OCSP.
     *
     * @param unknownSerials what is said of a serial number that was never issued: `unknown`, or `revoked` (RFC 6960, section 2.2)
     */
    public record Ocsp(@NotNull @DefaultValue("unknown") UnknownSerials unknownSerials) {}

    /**
     * The ACME server.
     *
     * @param enabled whether there is one, at {@code /acme/directory}
     * @param externalAccountRequired whether an account needs a key that an operator made for it
     * @param termsOfService the address of what the holder of an account agrees to; not asked for unless it is set
     * @param issuerDomainNames the domain names that this CA goes by in CAA and dns-persist-01 records, which is not offered without; ten at
     *     most, the same on each worker
     */
    public record Acme(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("false") boolean externalAccountRequired,
            @Nullable URI termsOfService,
            @Valid @DefaultValue AcmeLimits limits,
            @DefaultValue List<String> issuerDomainNames) {
        private static final int MOST_NAMES = 10;

        public Acme {
            issuerDomainNames = List.copyOf(issuerDomainNames);
            if (issuerDomainNames.size() > MOST_NAMES
                    || !issuerDomainNames.stream()
                            .allMatch(name -> name.matches("(?=.{1,253}$)[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63})*"))) {
                throw new InvalidSettingException(
                        "httpca.acme.issuer-domain-names must be up to ten domain names in lower case, such as ca.example.org.");
            }
        }
    }

    /**
     * How much one account of ACME, or one address, may ask for; 0 is without limit. Whoever is above it is told when to come again. They stop what
     * runs wild, and nobody who works: an operator lifts them for single accounts.
     *
     * @param ordersPerHour new orders of an account; each web role counts for itself
     * @param certificatesPerWeek orders of an account that were finalized, for exactly the same names
     * @param failuresPerHour checks of an account that failed, for one name
     * @param pendingAuthorizations authorizations of an account that nothing was shown for yet
     * @param accountsPerHour new accounts from one IPv4 address, or one IPv6 network of 64 bits; each web role counts for itself, and this machine
     *     itself is not limited
     */
    public record AcmeLimits(
            @Min(0) @DefaultValue("100000") int ordersPerHour,
            @Min(0) @Max(100_000) @DefaultValue("1000") int certificatesPerWeek,
            @Min(0) @Max(1000) @DefaultValue("30") int failuresPerHour,
            @Min(0) @DefaultValue("1000") int pendingAuthorizations,
            @Min(0) @DefaultValue("100") int accountsPerHour) {}

    /**
     * Health and metrics.
     *
     * @param port the port for health and metrics; -1 for none
     * @param bind the address to listen on; who reaches it needs no password
     */
    public record Management(
            @Min(-1) @Max(65535) @DefaultValue("-1") int port,
            @NotBlank @DefaultValue("127.0.0.1") String bind) {}

    /**
     * The web database.
     *
     * @param url its JDBC URL
     * @param user the runtime user, who has no rights on the schema
     * @param passwordFile the file that holds the user's password, alone; none where the server asks for none
     * @param connections how many connections this process keeps at most
     */
    public record Database(
            @NotBlank @Pattern(regexp = "jdbc:postgresql:.+", message = "must be a JDBC URL of PostgreSQL")
            String url,

            @NotBlank @DefaultValue("httpca_web") String user,
            @Nullable Path passwordFile,
            @Min(2) @Max(200) @DefaultValue("10") int connections) {}

    /**
     * Who migrates the schema.
     *
     * @param user the schema's owner
     * @param passwordFile the file that holds the owner's password, alone
     * @param workerUser the worker role's runtime user, who is granted its narrow rights
     */
    public record Migration(
            @NotBlank @DefaultValue("httpca_web_owner") String user,
            @Nullable Path passwordFile,
            @NotBlank @DefaultValue("httpca_worker") String workerUser) {}

    /**
     * The JSON API.
     *
     * @param anonymous whether requests may be submitted without a bearer token; off unless switched on by name
     * @param waits how many calls may wait by {@code Prefer: wait} in this process; those above are answered at once
     * @param eventStreams how many event streams this process keeps open at most
     * @param eventStreamsPerClient how many of them one token, or one address without a token, may have
     */
    public record Api(
            @DefaultValue("false") boolean anonymous,
            @Min(0) @DefaultValue("2000") int waits,
            @Min(0) @DefaultValue("2000") int eventStreams,
            @Min(0) @DefaultValue("200") int eventStreamsPerClient) {}

    /**
     * Sessions of browsers: one begins when somebody submits a request by the form, without a token.
     *
     * @param idle for how long a browser that stays away is remembered; 0 keeps no sessions, and sets no cookie for them
     * @param requests how many requests a browser finds again, the newest ones
     */
    public record Sessions(
            @DefaultValue("30d") Duration idle,
            @Min(1) @Max(500) @DefaultValue("50") int requests) {

        public Sessions {
            Durations.check("httpca.sessions.idle", idle);
        }
    }

    /**
     * HTTPS in this process, with a certificate that it gets from the own CA by itself.
     *
     * @param port the port for HTTPS; 0 takes a free one, -1 leaves HTTPS to a proxy in front
     * @param clientPort a second port for HTTPS, which asks clients for a certificate, for renewal by mutual TLS; 0 takes a free one, -1 is
     *     for none
     * @param folder where this instance keeps its key and certificate, readable by its user alone; each instance has its own
     * @param names what the certificate is for besides the public URL's host and {@code httpca.hosts}: addresses, localhost
     * @param profile the profile that is asked for
     * @param redirect whether HTTP answers with the HTTPS address; CA certificates and CRLs stay on HTTP in any case
     * @param strictTransportSecurity for how long browsers shall insist on HTTPS for this host, on every port (RFC 6797); not
     *     said unless it is set
     */
    public record Https(
            @Min(-1) @Max(65535) @DefaultValue("-1") int port,
            @Min(-1) @Max(65535) @DefaultValue("-1") int clientPort,
            @NotNull @DefaultValue("https") Path folder,
            @DefaultValue List<String> names,
            @NotBlank @DefaultValue("server") String profile,
            @DefaultValue("false") boolean redirect,
            @Nullable Duration strictTransportSecurity) {

        public Https {
            names = List.copyOf(names);
            if (clientPort >= 0 && port < 0) {
                throw new InvalidSettingException(
                        "httpca.https.client-port needs the certificate that httpca.https.port gets: set both.");
            }
            if (clientPort > 0 && clientPort == port) {
                throw new InvalidSettingException("httpca.https.client-port is httpca.https.port " + port
                        + ", where browsers must not be asked for a certificate: set a port of its own.");
            }
        }
    }

    /** This process's name: what was set, or made of the host's name, without asking a name service. */
    public String instanceName() {
        if (instance != null) {
            return instance;
        }
        @Nullable String host = System.getenv("HOSTNAME");
        return "web-" + (host == null || host.isBlank() ? "1" : host);
    }

    /** A path of the configuration, which starts at the configuration's folder. */
    public Path resolve(Path path) {
        return configFolder == null ? path : configFolder.resolve(path);
    }

    /** The runtime user's password; empty where none is needed. */
    public String databasePassword() {
        return password("httpca.database.password-file", database.passwordFile());
    }

    /** The password of the schema's owner. */
    public String ownerPassword() {
        return password("httpca.migration.password-file", migration.passwordFile());
    }

    private String password(String key, @Nullable Path file) {
        return file == null ? "" : SecretFile.read(key, resolve(file));
    }
}

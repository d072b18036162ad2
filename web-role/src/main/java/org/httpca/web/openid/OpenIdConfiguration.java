package org.httpca.web.openid;

import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.httpca.start.SecretFile;
import org.httpca.web.loop.RunningLoop;
import org.httpca.web.settings.OpenId;
import org.httpca.web.settings.WebSettings;
import org.httpca.web.status.OwnAlarms;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sign-in with OpenID Connect, where it is switched on. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("httpca.openid.issuer")
class OpenIdConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(OpenIdConfiguration.class);
    static final String NOBODY =
            "httpca.openid.operators.values is empty: nobody signs in with OpenID Connect. Set it to the values of"
                    + " the claim httpca.openid.operators.claim that make an operator.";

    @Bean
    Provider openIdProvider(WebSettings settings, Clock clock) {
        OpenId openId = settings.openid();
        @Nullable Path caFile = openId.caFile();
        @Nullable SSLContext trust = caFile == null ? null : TrustedCas.of(settings.resolve(caFile));
        return new Provider(
                Objects.requireNonNull(openId.issuer()), openId, new Transport(openId.timeout(), trust), clock);
    }

    @Bean
    SignIn openIdSignIn(WebSettings settings, Provider provider, SecureRandom random, Clock clock) {
        OpenId openId = settings.openid();
        if (openId.operators().values().isEmpty()) {
            LOG.warn(NOBODY);
        }
        ClientID client = new ClientID(Objects.requireNonNull(openId.clientId()));
        @Nullable Path file = openId.clientSecretFile();
        @Nullable
        Secret secret = file == null
                ? null
                : new Secret(SecretFile.read("httpca.openid.client-secret-file", settings.resolve(file)));
        URI callback = URI.create(settings.publicUrl().toString().replaceFirst("/$", "") + SignIn.CALLBACK);
        return new SignIn(
                openId.providerName(),
                provider,
                client,
                new Scope(Stream.concat(Stream.of("openid"), openId.scopes().stream())
                        .distinct()
                        .toArray(String[]::new)),
                callback,
                new CodeExchange(client, secret, callback, provider.transport()),
                new IdTokens(provider.issuer(), client, openId.operators()),
                random,
                clock);
    }

    @Bean
    RunningLoop openIdLook(Provider provider) {
        return RunningLoop.every(Duration.ofSeconds(10), "web-openid", provider::look);
    }

    @Bean
    OwnAlarms openIdAlarms(WebSettings settings) {
        List<String> alarms = settings.openid().operators().values().isEmpty() ? List.of(NOBODY) : List.of();
        return () -> alarms;
    }
}

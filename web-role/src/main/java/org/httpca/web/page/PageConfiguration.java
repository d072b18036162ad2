package org.httpca.web.page;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import org.httpca.web.openid.SignIn;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/** The words, and the files that pages load: from a folder of their own, since other roles may share this JVM. */
@Configuration(proxyBeanMethods = false)
class PageConfiguration implements WebMvcConfigurer {

    @Bean
    MessageSource messageSource() {
        return words();
    }

    static MessageSource words() {
        ResourceBundleMessageSource words = new ResourceBundleMessageSource();
        words.setBasenames("web-messages", "web-commands");
        words.setDefaultEncoding("UTF-8");
        // English is what there is for a language that is not there, whatever the server's own.
        words.setFallbackToSystemLocale(false);
        return words;
    }

    @Bean
    LocaleResolver localeResolver() {
        return new LanguageResolver();
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        // nor are there links that repeat what a provider sent by way of the browser
        registry.addInterceptor(new LanguageSwitch()).excludePathPatterns("/assets/**", "/api/v1/**", SignIn.CALLBACK);
    }

    @Bean
    Words pageWords(MessageSource messages) {
        return new Words(messages);
    }

    /** The address of each file carries the hash of its content: it may be kept for ever, and never goes stale. */
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/**")
                .addResourceLocations("classpath:/web-assets/")
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .resourceChain(true)
                .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"));
    }

    /** Only pages have addresses of such files in them. */
    @Bean
    ResourceUrlEncodingFilter resourceUrlEncodingFilter() {
        return new ResourceUrlEncodingFilter() {
            @Override
            public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                String path = ((HttpServletRequest) request).getRequestURI();
                if (path.startsWith("/api/") || path.lastIndexOf('.') > path.lastIndexOf('/')) {
                    chain.doFilter(request, response);
                } else {
                    super.doFilter(request, response, chain);
                }
            }
        };
    }
}

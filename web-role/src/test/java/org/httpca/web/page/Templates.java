package org.httpca.web.page;

import java.util.HashMap;
import java.util.Map;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/** The templates with the real words and without a server. */
final class Templates {
    private final SpringTemplateEngine engine = new SpringTemplateEngine();
    private final MockServletContext servlet = new MockServletContext();
    private final Language language;

    Templates(Language language) {
        this.language = language;
        ClassLoaderTemplateResolver files = new ClassLoaderTemplateResolver();
        files.setPrefix("templates/");
        files.setSuffix(".html");
        files.setTemplateMode(TemplateMode.HTML);
        files.setCharacterEncoding("UTF-8");
        engine.setTemplateResolver(files);
        engine.setTemplateEngineMessageSource(PageConfiguration.words());
    }

    /** The words of the language, for this thread. */
    Words words() {
        LocaleContextHolder.setLocale(language.locale());
        return new Words(PageConfiguration.words());
    }

    String render(String view, Map<String, Object> model) {
        Map<String, Object> whole = new HashMap<>(model);
        whole.put(LanguageSwitch.ATTRIBUTE, LanguageSwitch.choices(null, language));
        var exchange = JakartaServletWebApplication.buildApplication(servlet)
                .buildExchange(new MockHttpServletRequest(servlet), new MockHttpServletResponse());
        return engine.process(view, new WebContext(exchange, language.locale(), whole));
    }
}

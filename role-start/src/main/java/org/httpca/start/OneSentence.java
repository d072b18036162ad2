package org.httpca.start;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.Order;

/** Says in one line of the log why a role does not start; the stack trace only where debugging is on. Found by spring.factories. */
@Order(OneSentence.FIRST)
final class OneSentence implements SpringBootExceptionReporter {
    static final int FIRST = Integer.MIN_VALUE;

    private static final Logger LOG = LoggerFactory.getLogger(OneSentence.class);

    /** As Spring Boot calls it. */
    OneSentence(ConfigurableApplicationContext context) {}

    @Override
    public boolean reportException(Throwable failure) {
        return Sentence.of(failure)
                .map(sentence -> {
                    LOG.error("HttpCA does not start. {}", sentence);
                    LOG.debug("Where that was found:", failure);
                    return true;
                })
                .orElse(false);
    }
}

package org.httpca.standalone;

import static java.util.Objects.requireNonNull;

import org.httpca.signer.issuer.Issuer;
import org.httpca.signer.issuer.Issuers;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.transaction.support.TransactionTemplate;

/** What is put around some parts of a role as it is wired: its commits and its signatures become steps. Named by {@code spring.main.sources}. */
@Configuration(proxyBeanMethods = false)
class StepHooks {
    /** Of the one test that there is in a JVM at a time. */
    static final Steps STEPS = new Steps();

    @Bean
    static BeanPostProcessor countsSteps(Environment environment) {
        String role = environment.getRequiredProperty("steps.role");
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (name.equals("intake")) {
                    count(
                            (TransactionTemplate) requireNonNull(ReflectionTestUtils.getField(bean, "transaction")),
                            role);
                } else if (bean instanceof TransactionTemplate transactions && !role.equals("web")) {
                    count(transactions, role); // the web role's others are of threads that have nothing to do with it
                } else if (bean instanceof Issuers issuers) {
                    return new Issuers(issuers.all().stream()
                            .map(issuer -> new Issuer(
                                    issuer.name(),
                                    issuer.certificate(),
                                    issuer.above(),
                                    new CountedKey(issuer.key(), STEPS),
                                    issuer.publicUrl()))
                            .toList());
                }
                return bean;
            }
        };
    }

    private static void count(TransactionTemplate transactions, String role) {
        transactions.setTransactionManager(
                new CountedCommits(requireNonNull(transactions.getTransactionManager()), STEPS, role));
    }
}

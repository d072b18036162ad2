package org.httpca.standalone;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.DefaultLifecycleProcessor;

/** For roles whose stages are driven by hand: no thread of theirs starts. Named by {@code spring.main.sources}. */
@Configuration(proxyBeanMethods = false)
class StagesByHand {
    @Bean
    static DefaultLifecycleProcessor lifecycleProcessor() {
        return new DefaultLifecycleProcessor() {
            @Override
            public void onRefresh() {
                // what is not started needs no end
            }
        };
    }
}

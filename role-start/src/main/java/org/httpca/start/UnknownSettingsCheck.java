package org.httpca.start;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;

/** {@link UnknownSettings}, before the first bean is made: a misspelt setting is told before the one that it leaves missing. */
public final class UnknownSettingsCheck implements BeanFactoryPostProcessor {
    private final ConfigurableEnvironment environment;
    private final SettingKeys known;

    public UnknownSettingsCheck(ConfigurableEnvironment environment, SettingKeys known) {
        this.environment = environment;
        this.known = known;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        UnknownSettings.refuse(environment, known);
    }
}

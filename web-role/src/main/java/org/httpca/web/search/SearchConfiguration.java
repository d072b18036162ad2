package org.httpca.web.search;

import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.httpca.web.settings.WebSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the search together. */
@Configuration(proxyBeanMethods = false)
class SearchConfiguration {
    /** Of the connections of this process, so many are taken by searches at most. */
    private static final int SHARE = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    @Bean
    Search search(JdbcClient jdbc, DataSource database, Clock clock, WebSettings settings) {
        TransactionTemplate reading = new TransactionTemplate(new JdbcTransactionManager(database));
        reading.setReadOnly(true);
        int atOnce = Math.max(1, settings.database().connections() / SHARE);
        return new Search(new SearchRows(jdbc, reading), clock, atOnce, PATIENCE);
    }

    @Bean
    Export searchExport(Search search, Clock clock) {
        return new Export(search, clock, Export.MOST);
    }
}

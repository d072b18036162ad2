package org.httpca.web.status;

import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.httpca.web.issuer.Issuers;
import org.httpca.web.loop.RunningLoop;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Has this process say every five seconds that it lives, and count for the charts. */
@Configuration(proxyBeanMethods = false)
class StatusConfiguration {

    @Bean
    OwnAlarms crlAlarms(Issuers issuers, Clock clock) {
        return new CrlAlarms(issuers::all, clock);
    }

    @Bean
    Charts charts(JdbcClient jdbc, DataSource database, Clock clock) {
        TransactionTemplate reading = new TransactionTemplate(new JdbcTransactionManager(database));
        reading.setReadOnly(true);
        return new Charts(new ChartRows(jdbc, reading), clock);
    }

    @Bean
    RunningLoop chartLoop(Charts charts) {
        return RunningLoop.every(Duration.ofSeconds(20), "web-charts", charts::count);
    }

    @Bean
    RunningLoop heartbeatLoop(OwnHeartbeat heartbeat) {
        return RunningLoop.every(Duration.ofSeconds(5), "web-heartbeat", heartbeat::beat);
    }
}

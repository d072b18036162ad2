package org.httpca.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.UUID;
import org.hibernate.TransactionException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.transaction.TransactionSystemException;

class FaultsTest {
    private final Faults faults = new Faults(
            new ProblemAnswers(new StaticListableBeanFactory().getBeanProvider(ErrorPage.class)), UUID::randomUUID);

    @Test
    void aConnectionThatWasLostWithinATransactionIsAnOutageThoughItsRollbackFails() {
        TransactionSystemException end =
                new TransactionSystemException("JDBC rollback failed", new SQLException("Connection is closed"));
        end.initApplicationException(
                new DataAccessResourceFailureException("lost", new SQLException("An I/O error occurred", "08006")));
        ResponseEntity<?> answer = answer(end);
        assertThat(answer.getStatusCode().value()).isEqualTo(503);
        assertThat(answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("5");
    }

    @Test
    void soItIsWhereTheRollbackIsThatOfHibernate() {
        ResponseEntity<?> answer = answer(new JpaSystemException(new TransactionException(
                "Unable to rollback against JDBC Connection", new SQLException("Connection is closed"))));
        assertThat(answer.getStatusCode().value()).isEqualTo(503);
        assertThat(answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("5");
    }

    @Test
    void soItIsWhereTheConnectionWasLostInTheCommit() {
        ResponseEntity<?> answer = answer(
                new TransactionSystemException("JDBC rollback failed", new SQLException("Connection is closed")));
        assertThat(answer.getStatusCode().value()).isEqualTo(503);
        assertThat(answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("5");
    }

    @Test
    void aRollbackThatFailsAfterAFaultOfOursIsAFaultOfOurs() {
        TransactionSystemException end =
                new TransactionSystemException("JDBC rollback failed", new SQLException("Connection is closed"));
        end.initApplicationException(new IllegalStateException("ours"));
        assertThat(answer(end).getStatusCode().value()).isEqualTo(500);
    }

    private ResponseEntity<?> answer(Exception fault) {
        return (ResponseEntity<?>) faults.answer(fault, new MockHttpServletRequest("POST", "/api/v1/requests"));
    }
}

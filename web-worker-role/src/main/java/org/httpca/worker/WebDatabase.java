package org.httpca.worker;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The web database, as the stages use it. */
record WebDatabase(JdbcTemplate jdbc, TransactionTemplate transactions) {}

package org.httpca.architecture.seeded.message;

import org.springframework.jdbc.core.JdbcTemplate;

record MessageKnowsSpring(JdbcTemplate door) {}

package org.httpca.architecture.seeded.approval.order;

import org.springframework.jdbc.core.JdbcTemplate;

record ApprovalKnowsSpring(JdbcTemplate door) {}

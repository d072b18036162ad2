/** The way in: checks a submission, and puts the request and its command into the database in one transaction. Nothing else in this role sees the outbox. */
@NullMarked
package org.httpca.web.issuance;

import org.jspecify.annotations.NullMarked;

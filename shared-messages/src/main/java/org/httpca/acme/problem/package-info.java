/** What ACME clients are refused with (RFC 8555, section 6.7). Here a refusal is thrown: it ends an exchange from every depth, and one place answers it (ADR 0046). */
@NullMarked
package org.httpca.acme.problem;

import org.jspecify.annotations.NullMarked;

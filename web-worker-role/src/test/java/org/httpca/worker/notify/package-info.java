/** Tests with real parts: a database, a mail server, receivers of webhooks. */
@NullMarked
package org.httpca.worker.notify;

import org.jspecify.annotations.NullMarked;

/** Journeys through the whole system: every role, the real databases and brokers, kills and losses on the way. */
@NullMarked
package org.httpca.standalone;

import org.jspecify.annotations.NullMarked;

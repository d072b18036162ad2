/**
 * How a role reaches its database when that is away, slow, or cut off in the middle: every wait has an end, and what is known to
 * be away is not waited for again by each who asks.
 */
@NullMarked
package org.httpca.database;

import org.jspecify.annotations.NullMarked;

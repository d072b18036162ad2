/** What {@code approval.yml} says: which database, whose signing identity, which messaging CA. */
@NullMarked
package org.httpca.approval.settings;

import org.jspecify.annotations.NullMarked;

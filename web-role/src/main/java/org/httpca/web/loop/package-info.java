/** What this role does again and again on a thread of its own. */
@NullMarked
package org.httpca.web.loop;

import org.jspecify.annotations.NullMarked;

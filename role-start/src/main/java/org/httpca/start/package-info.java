/** What each role does before its work: it looks at its settings and its database, and refuses with one sentence what is unsafe. */
@NullMarked
package org.httpca.start;

import org.jspecify.annotations.NullMarked;

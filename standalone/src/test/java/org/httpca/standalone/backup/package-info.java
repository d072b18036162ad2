/** Back-ups of single databases, and what is no back-up. */
@NullMarked
package org.httpca.standalone.backup;

import org.jspecify.annotations.NullMarked;

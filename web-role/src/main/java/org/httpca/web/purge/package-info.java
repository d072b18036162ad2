/** What becomes old is taken away, from time to time. */
@NullMarked
package org.httpca.web.purge;

import org.jspecify.annotations.NullMarked;

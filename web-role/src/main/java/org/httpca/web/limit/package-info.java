/** How much one client may ask for in a minute, so that none takes it all. */
@NullMarked
package org.httpca.web.limit;

import org.jspecify.annotations.NullMarked;

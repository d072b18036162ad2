/** How every role is, from what each last said, and what waits where. */
@NullMarked
package org.httpca.web.status;

import org.jspecify.annotations.NullMarked;

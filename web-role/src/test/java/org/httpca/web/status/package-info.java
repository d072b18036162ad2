/** The status page's facts. */
@NullMarked
package org.httpca.web.status;

import org.jspecify.annotations.NullMarked;

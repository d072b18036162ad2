/** What every HTTP exchange passes: size limits, host and origin checks, security headers, and the one place that renders problems. */
@NullMarked
package org.httpca.web.http;

import org.jspecify.annotations.NullMarked;

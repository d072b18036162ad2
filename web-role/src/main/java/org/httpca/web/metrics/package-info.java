/** What operators measure: the installation as it shows from here, for Prometheus. */
@NullMarked
package org.httpca.web.metrics;

import org.jspecify.annotations.NullMarked;

/** Health and metrics for the operator, on a port of their own, which is off unless set. Users are served elsewhere. */
@NullMarked
package org.httpca.worker.management;

import org.jspecify.annotations.NullMarked;

/** Tests of what operators measure. */
@NullMarked
package org.httpca.web.metrics;

import org.jspecify.annotations.NullMarked;

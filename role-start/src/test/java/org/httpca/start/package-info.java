/** Tests of how a role starts. */
@NullMarked
package org.httpca.start;

import org.jspecify.annotations.NullMarked;

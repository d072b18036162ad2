/** Tests of the log's form. */
@NullMarked
package org.httpca.log;

import org.jspecify.annotations.NullMarked;

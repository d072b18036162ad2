/** Tests of what reaches a terminal. */
@NullMarked
package org.httpca.approval.terminal;

import org.jspecify.annotations.NullMarked;

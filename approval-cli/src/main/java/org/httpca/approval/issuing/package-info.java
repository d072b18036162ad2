/** Whether issuing is halted, and the orders that halt and resume it. */
@NullMarked
package org.httpca.approval.issuing;

import org.jspecify.annotations.NullMarked;

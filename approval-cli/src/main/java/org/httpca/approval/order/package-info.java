/** The orders of administrators in the signer's database: appended here, counted or refused by the signer. */
@NullMarked
package org.httpca.approval.order;

import org.jspecify.annotations.NullMarked;

/** A decision on its way: claim, signed order, and what the signer made of it. */
@NullMarked
package org.httpca.approval.decision;

import org.jspecify.annotations.NullMarked;

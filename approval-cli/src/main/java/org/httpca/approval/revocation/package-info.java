/** The orders that revoke a certificate, put it on hold and release it, and what became of it. */
@NullMarked
package org.httpca.approval.revocation;

import org.jspecify.annotations.NullMarked;

/** Checks the audit log: every hash chain from its first entry, and the signed checkpoints against the chains. */
@NullMarked
package org.httpca.approval.audit;

import org.jspecify.annotations.NullMarked;

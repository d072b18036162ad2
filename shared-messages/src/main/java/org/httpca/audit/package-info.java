/**
 * The format of the audit log: hash chains, and signed checkpoints over their heads.
 */
@NullMarked
package org.httpca.audit;

import org.jspecify.annotations.NullMarked;

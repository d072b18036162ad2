/**
 * The audit log: a hash chain for each stage of each instance, appended in the transaction of what it tells.
 */
@NullMarked
package org.httpca.signer.audit;

import org.jspecify.annotations.NullMarked;

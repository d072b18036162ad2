/** The checkpoints of the signers' audit logs, as the web side has seen them: evidence that nobody on the signer's side can rewrite. */
@NullMarked
package org.httpca.web.audit;

import org.jspecify.annotations.NullMarked;

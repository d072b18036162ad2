/** Which profiles each signer has, as the signers themselves write it down. */
@NullMarked
package org.httpca.approval.profile;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.httpca.signer.revocation;

import org.jspecify.annotations.NullMarked;

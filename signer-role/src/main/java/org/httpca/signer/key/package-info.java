/**
 * The issuing key behind the narrowest interface: a signature cannot be asked for without a permit of the linter.
 * One package below this one per way of keeping the key: a file, a token. Only the stages that sign, and the setup, may use it.
 */
@NullMarked
package org.httpca.signer.key;

import org.jspecify.annotations.NullMarked;

/** Several signers on one database that do not have the same profiles. */
@NullMarked
package org.httpca.signer.instance;

import org.jspecify.annotations.NullMarked;

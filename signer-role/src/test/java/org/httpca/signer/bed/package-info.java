/** What the tests of signing and transmitting share: a database of their own, a hierarchy, and signers driven by hand. */
@NullMarked
package org.httpca.signer.bed;

import org.jspecify.annotations.NullMarked;

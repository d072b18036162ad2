/** Reading profiles.yml again. */
@NullMarked
package org.httpca.signer.reload;

import org.jspecify.annotations.NullMarked;

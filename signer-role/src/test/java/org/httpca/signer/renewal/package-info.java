@NullMarked
package org.httpca.signer.renewal;

import org.jspecify.annotations.NullMarked;

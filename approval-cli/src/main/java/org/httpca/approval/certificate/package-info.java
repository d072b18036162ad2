/** What was issued, as the signer stored it. */
@NullMarked
package org.httpca.approval.certificate;

import org.jspecify.annotations.NullMarked;

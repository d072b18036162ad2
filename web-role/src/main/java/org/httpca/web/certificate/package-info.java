/** Issued certificates, as the signer's side sent them. */
@NullMarked
package org.httpca.web.certificate;

import org.jspecify.annotations.NullMarked;

/** The issuers (CA certificates with their chains) and their CRLs, as the signer last published them. */
@NullMarked
package org.httpca.web.issuer;

import org.jspecify.annotations.NullMarked;

/** CRLs (RFC 5280, section 5) of any length: read field by field and entry by entry. */
@NullMarked
package org.httpca.pki.crl;

import org.jspecify.annotations.NullMarked;

/**
 * What the lints look at: TBSCertificate and TBSCertList (RFC 5280, sections 4.1 and 5.1) read once, strictly as DER,
 * with the extensions decoded when first asked for. Reading keeps what is wrong, as far as it can be represented, so
 * that a lint can say it; only what has no shape at all is refused here.
 */
@NullMarked
package org.httpca.lint.subject;

import org.jspecify.annotations.NullMarked;

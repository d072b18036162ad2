/**
 * What was issued and this signer's database does not know, because it is a copy from before: asked of the web side, and believed by
 * the issuers' own signatures (ADR 0031).
 */
@NullMarked
package org.httpca.signer.comparison;

import org.jspecify.annotations.NullMarked;

/**
 * What was written down to be signed (intents) and what was signed (certificates): the only doors to these two tables.
 */
@NullMarked
package org.httpca.signer.certificate;

import org.jspecify.annotations.NullMarked;

/**
 * Administrators: their public keys, in files of the signer's configuration (writing to the database enrols nobody), and the
 * orders that they signed, which are rows.
 */
@NullMarked
package org.httpca.signer.administrator;

import org.jspecify.annotations.NullMarked;

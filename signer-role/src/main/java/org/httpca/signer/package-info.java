/**
 * The signer role: the process that holds the issuing key and listens on no port. Here it is put together out of its stages,
 * each of which has a package of its own, and they meet only in the database.
 */
@NullMarked
package org.httpca.signer;

import org.jspecify.annotations.NullMarked;

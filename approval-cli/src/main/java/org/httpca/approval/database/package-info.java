/** One connection to the signer's database, as the narrow user who can read it and append orders and claims. */
@NullMarked
package org.httpca.approval.database;

import org.jspecify.annotations.NullMarked;

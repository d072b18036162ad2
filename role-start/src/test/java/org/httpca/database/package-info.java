/** A database that is away. */
@NullMarked
package org.httpca.database;

import org.jspecify.annotations.NullMarked;

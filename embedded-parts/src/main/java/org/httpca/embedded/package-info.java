/** Real servers where nothing is installed: what is common to the database and the broker lies in {@code process}. */
@NullMarked
package org.httpca.embedded;

import org.jspecify.annotations.NullMarked;

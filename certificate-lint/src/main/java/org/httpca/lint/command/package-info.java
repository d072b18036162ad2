/** {@code ./httpca lint FILE…}: the lints on certificates and CRLs in files. */
@NullMarked
package org.httpca.lint.command;

import org.jspecify.annotations.NullMarked;

/** Tests of approval.yml. */
@NullMarked
package org.httpca.approval.settings;

import org.jspecify.annotations.NullMarked;

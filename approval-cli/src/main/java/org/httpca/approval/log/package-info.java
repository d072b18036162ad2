/** The log of certificates, checked from outside. */
@NullMarked
package org.httpca.approval.log;

import org.jspecify.annotations.NullMarked;

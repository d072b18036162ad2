/** Notices of certificates that end soon, as the worker made them. */
@NullMarked
package org.httpca.web.notice;

import org.jspecify.annotations.NullMarked;

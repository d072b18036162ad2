/** What an operator can set, and nothing else: one immutable record, checked when the role starts. */
@NullMarked
package org.httpca.web.settings;

import org.jspecify.annotations.NullMarked;

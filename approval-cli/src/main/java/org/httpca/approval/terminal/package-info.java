/** What reaches a person's terminal: text of strangers made visible, colours only where they belong, questions and answers. */
@NullMarked
package org.httpca.approval.terminal;

import org.jspecify.annotations.NullMarked;

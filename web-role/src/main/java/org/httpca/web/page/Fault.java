package org.httpca.web.page;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a field, in the reader's words.
 *
 * @param detail what exactly, as the check put it: in English, whatever the page's language
 */
record Fault(String text, @Nullable String detail) {

    static Fault of(String text) {
        return new Fault(text, null);
    }
}

package org.httpca.web.page;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A language of the pages: {@code web-messages.properties} is in English, and each other language has a file of the same keys
 * beside it. Its own name for itself stands in the words.
 */
enum Language {
    ENGLISH("en", "en"),
    DUTCH("nl", "nl"),
    /** Simplified: the script is part of the tag (RFC 5646, section 2.2.3), the file is that of "zh". */
    CHINESE("zh", "zh-Hans");

    private final String code;
    private final Locale locale;

    Language(String code, String tag) {
        this.code = code;
        this.locale = Locale.forLanguageTag(tag);
    }

    /** The primary subtag: in cookies, addresses and file names. */
    String code() {
        return code;
    }

    Locale locale() {
        return locale;
    }

    static Optional<Language> of(@Nullable String code) {
        return Arrays.stream(values())
                .filter(language -> language.code.equals(code))
                .findFirst();
    }

    /** The first of somebody's languages that there is; English for who reads none of them. */
    static Language preferred(Iterable<Locale> wishes) {
        for (Locale wish : wishes) {
            Optional<Language> known = of(wish.getLanguage());
            if (known.isPresent()) {
                return known.get();
            }
        }
        return ENGLISH;
    }
}

package org.httpca.pki;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.IDNA;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A-labels: the form in which DNS carries labels of other scripts (RFC 5890, section 2.3.2.1). */
public final class ALabels {
    private static final String PREFIX = "xn--";

    private ALabels() {}

    /**
     * Why a DNS name has a label that claims to be international and is not, as the end of a sentence; null if there is none.
     *
     * @param name labels of letters, digits and hyphens, in any case
     */
    public static @Nullable String defect(String name) {
        if (!name.contains("--")) {
            return null;
        }
        for (String label : name.split("\\.", -1)) {
            if (label.length() < 4 || !label.startsWith("--", 2)) {
                continue;
            }
            String lower = label.toLowerCase(Locale.ROOT);
            if (!lower.startsWith(PREFIX)) {
                return "'" + Printable.text(label, 63) + "' is reserved, and no A-label";
            }
            if (!Unicode.isALabel(lower)) {
                return "'" + Printable.text(label, 63) + "' does not stand for a valid international label";
            }
        }
        return null;
    }

    /** Holds ICU's tables; a class of its own, so that they are loaded when first asked. */
    private static final class Unicode {
        private static final IDNA LABELS = IDNA.getUTS46Instance(IDNA.USE_STD3_RULES
                | IDNA.CHECK_BIDI
                | IDNA.CHECK_CONTEXTJ
                | IDNA.CHECK_CONTEXTO
                | IDNA.NONTRANSITIONAL_TO_ASCII
                | IDNA.NONTRANSITIONAL_TO_UNICODE);

        private Unicode() {}

        /** To Unicode and back again: whatever was not in its normal form comes back as something else. */
        static boolean isALabel(String lower) {
            IDNA.Info info = new IDNA.Info();
            StringBuilder reads = LABELS.labelToUnicode(lower, new StringBuilder(), info);
            if (info.hasErrors() || !reads.codePoints().allMatch(Unicode::isAllowed)) {
                return false;
            }
            String back = LABELS.labelToASCII(reads, new StringBuilder(), info).toString();
            return !info.hasErrors() && back.equals(lower);
        }

        /**
         * UTS 46 takes symbols and pictures that IDNA 2008 does not: the derived property of RFC 5892, section 3, as far as the
         * mapping and the context rules have not decided already.
         */
        private static boolean isAllowed(int c) {
            return switch (c) {
                // section 2.6: allowed, or allowed in a context that was checked
                case '-', 0xB7, 0x375, 0x5F3, 0x5F4, 0x6FD, 0x6FE, 0xF0B, 0x200C, 0x200D, 0x3007, 0x30FB -> true;
                case 0x640, 0x7FA, 0x302E, 0x302F, 0x3031, 0x3032, 0x3033, 0x3034, 0x3035, 0x303B -> false;
                default -> isLetterOrDigit(c) && !isIgnorable(c) && !isOldHangul(c);
            };
        }

        /** Section 2.1. */
        private static boolean isLetterOrDigit(int c) {
            return switch (UCharacter.getType(c)) {
                case Character.LOWERCASE_LETTER,
                        Character.OTHER_LETTER,
                        Character.MODIFIER_LETTER,
                        Character.NON_SPACING_MARK,
                        Character.COMBINING_SPACING_MARK,
                        Character.DECIMAL_DIGIT_NUMBER -> true;
                default -> false;
            };
        }

        /** Sections 2.3 and 2.4. */
        private static boolean isIgnorable(int c) {
            return UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT)
                    || (c >= 0x20D0 && c <= 0x20FF)
                    || (c >= 0x1D100 && c <= 0x1D24F);
        }

        /** Section 2.9. */
        private static boolean isOldHangul(int c) {
            return switch (UCharacter.getIntPropertyValue(c, UProperty.HANGUL_SYLLABLE_TYPE)) {
                case UCharacter.HangulSyllableType.LEADING_JAMO,
                        UCharacter.HangulSyllableType.VOWEL_JAMO,
                        UCharacter.HangulSyllableType.TRAILING_JAMO -> true;
                default -> false;
            };
        }
    }
}

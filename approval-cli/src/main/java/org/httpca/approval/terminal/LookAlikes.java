package org.httpca.approval.terminal;

import com.ibm.icu.text.IDNA;
import com.ibm.icu.text.SpoofChecker;
import com.ibm.icu.text.SpoofChecker.CheckResult;
import com.ibm.icu.text.SpoofChecker.RestrictionLevel;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Words that pass for other words (Unicode Technical Standard 39): letters of several scripts in one word, or a word in one
 * script that reads like a Latin one. The only class that knows ICU, whose tables are loaded when a text has letters beyond
 * ASCII, and not before.
 */
public final class LookAlikes {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
    private static final int MAX_LENGTH = 8000;

    private LookAlikes() {}

    /** A sentence for each word in which the eye may be wrong; empty for most texts. */
    public static List<String> in(String text) {
        List<String> sentences = new ArrayList<>();
        for (MatchResult word : words(text)) {
            String letters = word.group();
            if (Unicode.mixed(letters)) {
                sentences.add("'" + letters + "' mixes letters of " + scripts(letters) + ".");
            } else if (Unicode.readsLikeAscii(letters)) {
                sentences.add("'" + letters + "' reads like '" + Unicode.skeleton(letters) + "', and is written in "
                        + scripts(letters) + ".");
            }
        }
        return sentences;
    }

    /** What a DNS name with A-labels (RFC 5890, section 2.3.2.1) reads as, a sentence; empty for any other name. */
    public static List<String> inName(String name) {
        if (!name.startsWith("xn--") && !name.contains(".xn--")) {
            return List.of();
        }
        String reads = Unicode.uLabels(name);
        if (reads == null) {
            return List.of(name + " is not a valid international name.");
        }
        List<String> sentences = new ArrayList<>();
        sentences.add(name + " reads as '" + reads + "' (" + scripts(reads) + ").");
        sentences.addAll(in(reads));
        return sentences;
    }

    /** Where letters beyond ASCII stand in words of several scripts; indexes of chars. */
    static BitSet ofMixedWords(String text) {
        BitSet found = new BitSet();
        for (MatchResult word : words(text)) {
            if (Unicode.mixed(word.group())) {
                for (int i = word.start(); i < word.end(); i++) {
                    if (text.charAt(i) > 0x7F) {
                        found.set(i);
                    }
                }
            }
        }
        return found;
    }

    /** The words with letters beyond ASCII. */
    private static List<MatchResult> words(String text) {
        if (text.chars().allMatch(c -> c <= 0x7F)) {
            return List.of();
        }
        return WORD.matcher(text.substring(0, Math.min(text.length(), MAX_LENGTH)))
                .results()
                .filter(word -> word.group().chars().anyMatch(c -> c > 0x7F))
                .toList();
    }

    private static String scripts(String word) {
        return word.codePoints()
                .mapToObj(UnicodeScript::of)
                .filter(script -> script != UnicodeScript.COMMON && script != UnicodeScript.INHERITED)
                .distinct()
                .map(script ->
                        script.name().charAt(0) + script.name().substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" and "));
    }

    /** Holds ICU's tables; a class of its own, so that they are loaded when first asked. */
    private static final class Unicode {
        private static final SpoofChecker CHECKER = new SpoofChecker.Builder()
                .setChecks(SpoofChecker.RESTRICTION_LEVEL)
                .setRestrictionLevel(RestrictionLevel.HIGHLY_RESTRICTIVE)
                .build();
        private static final IDNA NAMES =
                IDNA.getUTS46Instance(IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ | IDNA.NONTRANSITIONAL_TO_UNICODE);

        private Unicode() {}

        /** Latin with Han, Kana, Hangul or Bopomofo is how people write (UTS 39, section 5.2); other mixtures are not. */
        static boolean mixed(String word) {
            return CHECKER.failsChecks(word, new CheckResult());
        }

        static boolean readsLikeAscii(String word) {
            return word.codePointCount(0, word.length()) > 1
                    && skeleton(word).chars().allMatch(c -> c <= 0x7F);
        }

        static String skeleton(String word) {
            return CHECKER.getSkeleton(word);
        }

        static @Nullable String uLabels(String name) {
            IDNA.Info info = new IDNA.Info();
            StringBuilder reads = new StringBuilder();
            NAMES.nameToUnicode(name, reads, info);
            return info.hasErrors() ? null : reads.toString();
        }
    }
}

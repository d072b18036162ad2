package org.httpca.web.page;

import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;

/** The words that a controller chooses by itself, in the language of the one who asks. */
final class Words {
    private final MessageSource messages;

    Words(MessageSource messages) {
        this.messages = messages;
    }

    String say(String key, Object... arguments) {
        return messages.getMessage(key, arguments, LocaleContextHolder.getLocale());
    }

    /** What a kind of problem means, in plain words. */
    String plainly(ProblemType type) {
        String other = say("problem.other");
        String plain = messages.getMessage("problem." + type.slug(), null, other, LocaleContextHolder.getLocale());
        return plain == null ? other : plain;
    }

    /** A refusal: what it means, and what exactly. */
    Fault plainly(Problem problem) {
        return new Fault(plainly(problem.type()), Shown.line(problem.detail()));
    }
}

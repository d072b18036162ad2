package org.httpca.web.publication;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.httpca.web.http.ProblemAnswers;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The files under {@code /certificates/{serial}/}, {@code /ca/{issuer}/} and {@code /requests/{id}/}; {@code chain-2.pem} and
 * {@code fullchain-2.pem} where an issuer has another chain, up to {@code -9}.
 */
@Controller
class DownloadsController {
    /** Only what has the form of a file's name; the rest of these trees belongs to the pages. */
    private static final String FILE = "/{file:(?:cert|(?:chain|fullchain)(?:-[2-9])?|csr)\\.[a-z0-9.]+}";

    private static final Pattern OTHER_CHAIN = Pattern.compile("(?<=^chain|^fullchain)-([2-9])");

    private final Publications publications;
    private final ProblemAnswers answers;

    DownloadsController(Publications publications, ProblemAnswers answers) {
        this.publications = publications;
        this.answers = answers;
    }

    @GetMapping("/certificates/{serial}" + FILE)
    Object ofCertificate(@PathVariable String serial, @PathVariable String file, HttpServletRequest call) {
        return download(file, call, (format, chain) -> publications.certificate(serial, format.ofRequest(), chain));
    }

    @GetMapping("/ca/{issuer}" + FILE)
    Object ofIssuer(@PathVariable String issuer, @PathVariable String file, HttpServletRequest call) {
        return download(file, call, (format, chain) -> publications.issuer(issuer, chain));
    }

    @GetMapping("/requests/{id}" + FILE)
    Object ofRequest(@PathVariable String id, @PathVariable String file, HttpServletRequest call) {
        return download(file, call, (format, chain) -> publications.request(id, format.ofRequest(), chain));
    }

    private Object download(String file, HttpServletRequest call, Source source) {
        Matcher other = OTHER_CHAIN.matcher(file);
        int chain = other.find() ? Integer.parseInt(other.group(1)) : 1;
        Optional<Format> format = Format.of(other.replaceFirst(""));
        if (format.isEmpty()) {
            return answers.answer(new Problem(ProblemType.NOT_FOUND, "There is no such file."), call);
        }
        Result<Published> found = source.find(format.get(), chain);
        if (found instanceof Result.Refused<Published> refused) {
            return answers.answer(refused.problem(), call);
        }
        Published published = found.orElseThrow();
        Optional<byte[]> content = chain > 1 && published.chain().isEmpty()
                ? Optional.empty()
                : format.get().content(published);
        return content.isPresent()
                ? Files.answer(format.get(), file, published, content.get())
                : answers.answer(new Problem(ProblemType.NOT_FOUND, "There is no such file for this one."), call);
    }

    private interface Source {
        Result<Published> find(Format format, int chain);
    }
}

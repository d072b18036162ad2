package org.httpca.web.publication;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.httpca.web.http.ProblemAnswers;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The files under {@code /certificates/{serial}/}, {@code /ca/{issuer}/} and {@code /requests/{id}/}. */
@Controller
class DownloadsController {
    /** Only what has the form of a file's name; the rest of these trees belongs to the pages. */
    private static final String FILE = "/{file:(?:cert|chain|fullchain|csr)\\.[a-z0-9.]+}";

    private final Publications publications;
    private final ProblemAnswers answers;

    DownloadsController(Publications publications, ProblemAnswers answers) {
        this.publications = publications;
        this.answers = answers;
    }

    @GetMapping("/certificates/{serial}" + FILE)
    Object ofCertificate(@PathVariable String serial, @PathVariable String file, HttpServletRequest call) {
        return download(file, call, format -> publications.certificate(serial, format.ofRequest()));
    }

    @GetMapping("/ca/{issuer}" + FILE)
    Object ofIssuer(@PathVariable String issuer, @PathVariable String file, HttpServletRequest call) {
        return download(file, call, format -> publications.issuer(issuer));
    }

    @GetMapping("/requests/{id}" + FILE)
    Object ofRequest(@PathVariable String id, @PathVariable String file, HttpServletRequest call) {
        return download(file, call, format -> publications.request(id, format.ofRequest()));
    }

    private Object download(String file, HttpServletRequest call, Source source) {
        Optional<Format> format = Format.of(file);
        if (format.isEmpty()) {
            return answers.answer(new Problem(ProblemType.NOT_FOUND, "There is no such file."), call);
        }
        Result<Published> found = source.find(format.get());
        if (found instanceof Result.Refused<Published> refused) {
            return answers.answer(refused.problem(), call);
        }
        Published published = found.orElseThrow();
        Optional<byte[]> content = format.get().content(published);
        return content.isPresent()
                ? Files.answer(format.get(), published, content.get())
                : answers.answer(new Problem(ProblemType.NOT_FOUND, "There is no such file for this one."), call);
    }

    private interface Source {
        Result<Published> find(Format format);
    }
}

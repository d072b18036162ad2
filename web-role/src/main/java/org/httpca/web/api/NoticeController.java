package org.httpca.web.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.httpca.web.http.ProblemAnswers;
import org.httpca.web.notice.ExpiryNotice;
import org.httpca.web.notice.ExpiryNotices;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/v1/notices}: which certificates end soon, as events that a script follows. For operators. */
@RestController
class NoticeController {
    private final ExpiryNotices notices;

    NoticeController(ExpiryNotices notices) {
        this.notices = notices;
    }

    /** @param next what to give as {@code after} the next time, now or later; there is always one */
    record NoticesJson(List<ExpiryNotice> notices, long next) {}

    @GetMapping("/api/v1/notices")
    ResponseEntity<?> get(HttpServletRequest call, @RequestParam(name = "after", defaultValue = "0") long after) {
        Optional<ResponseEntity<Object>> refusal = OperatorsOnly.refusal(call, "Notices are");
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (after < 0) {
            return ProblemAnswers.json(new Problem(
                    ProblemType.MALFORMED, "after is the number of a notice; before the first one there is 0."));
        }
        List<ExpiryNotice> page = notices.after(after);
        long next = page.isEmpty() ? after : page.get(page.size() - 1).number();
        return ResponseEntity.ok().cacheControl(Caching.NEVER).body(new NoticesJson(page, next));
    }
}

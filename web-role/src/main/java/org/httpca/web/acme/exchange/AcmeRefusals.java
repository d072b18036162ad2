package org.httpca.web.acme.exchange;

import org.httpca.acme.problem.AcmeRefusedException;
import org.httpca.web.acme.WhereAcmeIsOn;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** The one place that answers with ACME's problems. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
@WhereAcmeIsOn
class AcmeRefusals {

    @ExceptionHandler
    ResponseEntity<Object> answer(AcmeRefusedException refusal) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(
                        refusal.problem().status())
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (refusal.location() != null) {
            answer.header(HttpHeaders.LOCATION, refusal.location());
        }
        if (refusal.retryAfter() != null) {
            answer.header(
                    HttpHeaders.RETRY_AFTER,
                    String.valueOf(Math.max(1, refusal.retryAfter().toSeconds())));
        }
        if (refusal.problem().status() == 401) {
            // RFC 9110, section 15.5.2 wants a challenge; there is no scheme to answer it by.
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "ACME");
        }
        return answer.body(refusal.problem().toMap());
    }
}

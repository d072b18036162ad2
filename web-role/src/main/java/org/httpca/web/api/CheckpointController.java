package org.httpca.web.api;

import java.util.List;
import org.httpca.web.audit.Checkpoints;
import org.httpca.web.audit.SeenCheckpoint;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/v1/audit/checkpoints}, a page at a time. For everybody: a checkpoint holds hashes alone, and the more people keep
 * some, the less can be rewritten.
 */
@RestController
class CheckpointController {
    private final Checkpoints checkpoints;

    CheckpointController(Checkpoints checkpoints) {
        this.checkpoints = checkpoints;
    }

    /** @param before a number; null for the newest */
    @GetMapping("/api/v1/audit/checkpoints")
    ResponseEntity<CheckpointsJson> get(@RequestParam(name = "before", required = false) @Nullable Long before) {
        List<SeenCheckpoint> page = checkpoints.before(before == null ? Long.MAX_VALUE : before);
        Long next = page.isEmpty() ? null : page.get(page.size() - 1).number();
        return ResponseEntity.ok().cacheControl(Caching.NEVER).body(new CheckpointsJson(page, next));
    }

    /** @param next what to give as {@code before} for the next page; null where there is none */
    record CheckpointsJson(
            List<SeenCheckpoint> checkpoints, @Nullable Long next) {}
}

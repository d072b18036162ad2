package org.httpca.architecture.seeded.web.page;

import java.time.Clock;
import org.springframework.beans.factory.annotation.Autowired;

final class WebInjectsFields {
    @Autowired
    private Clock clock;

    Clock clock() {
        return clock;
    }
}

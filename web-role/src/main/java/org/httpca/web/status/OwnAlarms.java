package org.httpca.web.status;

import java.util.List;

/** Something in this process that an operator should look at; said with each heartbeat. */
public interface OwnAlarms {

    /** Sentences; none if all is well. */
    List<String> now();
}

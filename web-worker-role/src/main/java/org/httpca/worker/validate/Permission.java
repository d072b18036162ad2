package org.httpca.worker.validate;

import org.httpca.acme.evidence.ControlShown;

/** Whether the name's owner lets this CA issue for it. */
interface Permission {
    /** Refused, by {@link NotShownException}, if not. */
    ControlShown.Caa of(Check check, Deadline deadline);
}

package org.httpca.architecture.seeded.web.page;

import org.httpca.architecture.seeded.standalone.StandaloneDoor;

record WebKnowsStandalone(StandaloneDoor door) {}

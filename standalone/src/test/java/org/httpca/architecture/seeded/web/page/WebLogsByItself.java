package org.httpca.architecture.seeded.web.page;

import java.util.logging.Logger;

record WebLogsByItself(Logger log) {}

package org.httpca.architecture.seeded.web.page;

import org.httpca.architecture.seeded.forward.broker.BrokerDoor;

record WebKnowsBroker(BrokerDoor door) {}

package org.httpca.architecture.seeded.forward.inbox;

import com.rabbitmq.client.Channel;

record ForwardKnowsRabbit(Channel door) {}

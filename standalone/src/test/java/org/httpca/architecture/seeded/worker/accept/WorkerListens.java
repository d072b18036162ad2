package org.httpca.architecture.seeded.worker.accept;

import java.net.ServerSocket;

record WorkerListens(ServerSocket door) {}

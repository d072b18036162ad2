package org.httpca.embedded.broker;

import org.httpca.embedded.process.PrivateFolder;

/** What every broker of ours has: a folder that it alone uses, a port on 127.0.0.1, and one end. */
abstract class BrokerInFolder implements AmqpBroker {
    private final PrivateFolder folder;
    private final int port;
    private boolean closed;

    BrokerInFolder(PrivateFolder folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    @Override
    public final String host() {
        return "127.0.0.1";
    }

    @Override
    public final int port() {
        return port;
    }

    @Override
    public final String virtualHost() {
        return "/";
    }

    @Override
    public final synchronized void close() {
        if (!closed) {
            closed = true;
            stop(folder);
            folder.close();
        }
    }

    /** Once, before the folder is given back. */
    abstract void stop(PrivateFolder folder);
}

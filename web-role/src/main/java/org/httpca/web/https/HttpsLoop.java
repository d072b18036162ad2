package org.httpca.web.https;

import org.httpca.forward.loop.Loop;
import org.httpca.forward.loop.Pace;
import org.httpca.forward.loop.Wakes;
import org.springframework.context.SmartLifecycle;

/** Gives {@link OwnCertificate} its turns: after the web server has started, until before it stops. */
final class HttpsLoop implements SmartLifecycle {
    private final Loop loop;
    private volatile boolean running;

    HttpsLoop(OwnCertificate certificate, Wakes wakes) {
        this.loop = new Loop("web-https", certificate, Pace.standard());
        wakes.onWake("request", loop::wake);
        wakes.onWake("published", loop::wake);
    }

    @Override
    public void start() {
        loop.start();
        running = true;
    }

    @Override
    public void stop() {
        loop.close();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}

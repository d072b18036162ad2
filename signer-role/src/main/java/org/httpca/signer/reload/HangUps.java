package org.httpca.signer.reload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * SIGHUP: read the configuration again, as daemons do; but when it comes because the terminal of the process is gone, stop, as
 * it was without a handler. Neither is heard when the JVM runs with {@code -Xrs}, nor under {@code nohup}; the log says so.
 */
public final class HangUps {

    public static final String SIGNAL = "HUP";

    private static final Logger LOG = LoggerFactory.getLogger(HangUps.class);
    private static final Path TERMINAL = Path.of("/dev/tty");

    private HangUps() {}

    /**
     * Listens from now on, until the process ends.
     *
     * @param signal without SIG
     * @param reload must be quick; called on a thread of the JVM
     * @param stop likewise, when the terminal is gone
     * @return whether the signal will be heard
     */
    public static boolean listen(String signal, Runnable reload, Runnable stop) {
        boolean terminal = opens(TERMINAL);
        try {
            SignalHandler before = Signal.handle(new Signal(signal), received -> {
                if (terminal && !opens(TERMINAL)) {
                    stop.run();
                } else {
                    LOG.info("SIG{}: the profiles are read again.", signal);
                    reload.run();
                }
            });
            if (before == SignalHandler.SIG_IGN) {
                LOG.info(
                        "SIG{} is ignored by this process, as under nohup: have the profiles read again by an order.",
                        signal);
            }
            return before != SignalHandler.SIG_IGN;
        } catch (IllegalArgumentException e) {
            LOG.info("SIG{} is not heard here ({}): have the profiles read again by an order.", signal, e.getMessage());
            return false;
        }
    }

    /** A controlling terminal that hung up cannot be opened any more (ENXIO); neither can one that never was. */
    private static boolean opens(Path terminal) {
        try {
            Files.newByteChannel(terminal).close();
            return true;
        } catch (IOException | UnsupportedOperationException | SecurityException e) {
            return false;
        }
    }
}

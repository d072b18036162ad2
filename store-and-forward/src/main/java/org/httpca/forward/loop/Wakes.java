package org.httpca.forward.loop;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tells stages of this and other processes that there is work: directly within the process, by PostgreSQL's NOTIFY to the
 * others. A wake may get lost with a connection and is a hint only: whoever listens also looks by itself from time to time, and
 * is woken once after each reconnection.
 *
 * <p>Two connections of its own are used for it. A NOTIFY inside a busy transaction would serialise the commits of the whole
 * server, so it is sent outside of it, at most once per channel in a few milliseconds. Channel names are short and lower case.
 */
public final class Wakes implements AutoCloseable {
    private static final Pattern CHANNEL = Pattern.compile("[a-z][a-z_]{0,30}");

    private final Map<String, List<Runnable>> sleepers = new ConcurrentHashMap<>();
    private final NotifySender sender;
    private final NotifyListener listener;

    /** Takes two connections out of this data source and keeps them; better give it an unpooled one. */
    public Wakes(DataSource dataSource) {
        this(dataSource::getConnection);
    }

    public Wakes(Connector connector) {
        sender = new NotifySender(connector);
        listener = new NotifyListener(connector, this::wake, sender::ownBackend);
        sender.start();
        listener.start();
    }

    /** Has the runnable called, on some thread of this class or of whoever fires, after a wake. It must be quick. */
    public void onWake(String channel, Runnable runnable) {
        sleepers.computeIfAbsent(checked(channel), c -> new CopyOnWriteArrayList<>())
                .add(runnable);
        if (listener.add(channel)) {
            sender.send(listener.channelOfItsOwn());
        }
    }

    /** Fires after the current transaction's commit, once however often it is asked; now when there is no transaction. */
    public void afterCommit(String channel) {
        checked(channel);
        if (!TransactionSynchronizationManager.isSynchronizationActive()
                || !TransactionSynchronizationManager.isActualTransactionActive()) {
            fire(channel);
            return;
        }
        WakeAfterCommit wake = new WakeAfterCommit(this, channel);
        List<TransactionSynchronization> registered = TransactionSynchronizationManager.getSynchronizations();
        if (!registered.contains(wake)) {
            TransactionSynchronizationManager.registerSynchronization(wake);
        }
    }

    /** Wakes whoever listens to the channel: here now, elsewhere within milliseconds. */
    public void fire(String channel) {
        wake(checked(channel));
        sender.send(channel);
    }

    private void wake(String channel) {
        sleepers.getOrDefault(channel, List.of()).forEach(Runnable::run);
    }

    private static String checked(String channel) {
        if (!CHANNEL.matcher(channel).matches()) {
            throw new IllegalArgumentException("A channel has 1 to 31 lower-case letters and '_'.");
        }
        return channel;
    }

    @Override
    public void close() {
        listener.close();
        sender.close();
    }
}

package org.httpca.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.httpca.bench.Outcome.Kind;
import org.httpca.pki.Octets;

/**
 * Takes each applicant all the way, so many of them at a time: submit, wait for the outcome, download the certificate. What
 * was downloaded is checked later, so that checking takes nothing from what is measured.
 */
final class Load {

    /** How long a client asks before it gives a request up for lost. */
    private static final int PATIENCE_SECONDS = 120;

    /** By a wait of the server's, not by asking again and again (RFC 7240, section 4.3). */
    private static final int WAIT_SECONDS = 20;

    private static final Octets NOTHING = Octets.of(new byte[0]);

    private final Door door;
    private final int concurrency;
    private final int batch;
    private final Stop stop;

    /**
     * @param concurrency clients, each with a thread of its own
     * @param batch how many requests a client submits in one call; with 1 each has a call of its own
     */
    Load(Door door, int concurrency, int batch, Stop stop) {
        this.door = door;
        this.concurrency = concurrency;
        this.batch = batch;
        this.stop = stop;
    }

    /**
     * All of them; if it is stopped, those that came to their end by then.
     *
     * @param done counts what has come to an end
     */
    List<Outcome> carry(List<Applicant> applicants, AtomicInteger done) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
        long beginning = System.nanoTime();
        Runnable client = () -> {
            for (int from = next.getAndAdd(batch);
                    from < applicants.size() && !stop.isAsked();
                    from = next.getAndAdd(batch)) {
                List<Applicant> portion = applicants.subList(from, Math.min(applicants.size(), from + batch));
                new Portion(beginning, outcome -> {
                            outcomes.add(outcome);
                            done.incrementAndGet();
                        })
                        .carry(portion);
            }
        };
        List<Thread> clients = new ArrayList<>();
        for (int i = 1; i <= concurrency; i++) {
            Thread thread = new Thread(client, "client-" + i);
            thread.start();
            clients.add(thread);
        }
        for (Thread thread : clients) {
            thread.join();
        }
        return List.copyOf(outcomes);
    }

    /** One alone. */
    Outcome carryOne(Applicant applicant) {
        List<Outcome> outcomes = new ArrayList<>();
        new Portion(System.nanoTime(), outcomes::add).carry(List.of(applicant));
        return outcomes.isEmpty() ? new Outcome(applicant, Kind.LOST, 0, 0, NOTHING, "stopped") : outcomes.get(0);
    }

    /** Hears of each outcome. */
    private interface Heard {
        void of(Outcome outcome);
    }

    /** What one client submits at once, and then follows one by one. */
    private final class Portion {

        private final long beginning;
        private final long started = System.nanoTime();
        private final Heard heard;

        Portion(long beginning, Heard heard) {
            this.beginning = beginning;
            this.heard = heard;
        }

        void carry(List<Applicant> applicants) {
            List<Door.Asked> asked;
            try {
                asked = batch == 1
                        ? List.of(door.submit(applicants.get(0), WAIT_SECONDS))
                        : door.submitAll(applicants, WAIT_SECONDS);
            } catch (IOException e) {
                applicants.forEach(one -> lost(one, words(e)));
                return;
            }
            for (int i = 0; i < applicants.size(); i++) {
                follow(applicants.get(i), asked.get(i));
            }
        }

        private void follow(Applicant applicant, Door.Asked submitted) {
            try {
                Door.Asked asked = submitted;
                while (!asked.isFinal()) {
                    if (System.nanoTime() - started > PATIENCE_SECONDS * 1_000_000_000L || isWaitingForPeople(asked)) {
                        lost(applicant, "still " + asked.status());
                        return;
                    }
                    asked = door.wait(asked.id(), WAIT_SECONDS);
                }
                if (asked.status().equals("issued")) {
                    byte[] fullchain = door.download(asked.certificateUrl() + "/fullchain.pem");
                    end(applicant, Kind.ISSUED, Octets.of(fullchain), "");
                } else {
                    end(applicant, Kind.REJECTED, NOTHING, asked.status() + ": " + asked.problem());
                }
            } catch (IOException e) {
                lost(applicant, words(e));
            }
        }

        /** No autosigned request is ever seen like this, and no administrator comes. */
        private boolean isWaitingForPeople(Door.Asked asked) {
            return asked.status().equals("waiting-for-approval");
        }

        private String words(Exception fault) {
            return fault instanceof Door.Unexpected
                    ? String.valueOf(fault.getMessage())
                    : fault.getClass().getSimpleName();
        }

        /** What was under way when it was stopped is not lost: nobody waited for it. */
        private void lost(Applicant applicant, String reason) {
            if (!stop.isAsked()) {
                end(applicant, Kind.LOST, NOTHING, reason);
            }
        }

        private void end(Applicant applicant, Kind kind, Octets fullchain, String reason) {
            heard.of(new Outcome(
                    applicant, kind, started - beginning, System.nanoTime() - beginning, fullchain, reason));
        }
    }
}

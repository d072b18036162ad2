package org.httpca.worker.validate;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.httpca.acme.problem.AcmeProblemType;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** The resolvers that the operator trusts: asked one after the other, each with a time limit, until one answers. */
final class DnsServers {
    /** For one try. */
    private static final int TRY_MILLIS = 2_000;

    private static final int TRIES = 3;
    /** What passes everywhere without fragments (the DNS flag day of 2020). */
    private static final int UDP_OCTETS = 1232;

    private static final int IDS = 1 << 16;

    private final Supplier<List<InetSocketAddress>> servers;
    private final DnsTransport transport;
    private final RandomGenerator random;

    /** @param random for the numbers of questions, which whoever forges answers has to guess */
    DnsServers(Supplier<List<InetSocketAddress>> servers, DnsTransport transport, RandomGenerator random) {
        this.servers = servers;
        this.transport = transport;
        this.random = random;
    }

    /** An answer to this question; its code is NOERROR or NXDOMAIN. */
    Message ask(Name name, int type, Deadline deadline) {
        return ask(name, type, TRIES, deadline);
    }

    /** As {@link #ask(Name, int, Deadline)}, by one try. */
    Message askOnce(Name name, int type, Deadline deadline) {
        return ask(name, type, 1, deadline);
    }

    private Message ask(Name name, int type, int tries, Deadline deadline) {
        List<InetSocketAddress> all = servers.get();
        if (all.isEmpty()) {
            throw NotShownException.forNow(
                    AcmeProblemType.DNS,
                    "This system has no DNS server to ask: set httpca.acme.dns-resolver of the worker.");
        }
        String last = "";
        for (int i = 0; i < tries; i++) {
            InetSocketAddress server = all.get(i % all.size());
            try {
                Message answer = exchange(name, type, server, deadline);
                if (answer == null) {
                    last = "no answer came within " + TRY_MILLIS / 1000 + " s";
                } else if (isAnswer(answer)) {
                    return answer;
                } else {
                    last = "the answer was " + Rcode.string(answer.getRcode());
                    tries = Math.min(tries, Math.max(all.size(), 1)); // the same server would say the same
                }
            } catch (IOException e) {
                last = "the server cannot be reached";
            }
        }
        throw NotShownException.forNow(
                AcmeProblemType.DNS,
                "The question for " + Type.string(type) + " of " + name.toString(true) + " failed: " + last + ".");
    }

    private @Nullable Message exchange(Name name, int type, InetSocketAddress server, Deadline deadline)
            throws IOException {
        Message answer = transport.exchange(question(name, type, true), server, deadline.millis(TRY_MILLIS), deadline);
        if (answer != null && (answer.getRcode() == Rcode.FORMERR || answer.getRcode() == Rcode.NOTIMP)) {
            // RFC 6891, section 7: a server from before EDNS
            return transport.exchange(question(name, type, false), server, deadline.millis(TRY_MILLIS), deadline);
        }
        return answer;
    }

    private Message question(Name name, int type, boolean extended) {
        Message question = Message.newQuery(Record.newRecord(name, type, DClass.IN));
        question.getHeader().setID(random.nextInt(IDS));
        if (extended) {
            question.addRecord(new OPTRecord(UDP_OCTETS, 0, 0), Section.ADDITIONAL);
        }
        return question;
    }

    private static boolean isAnswer(Message answer) {
        return answer.getRcode() == Rcode.NOERROR || answer.getRcode() == Rcode.NXDOMAIN;
    }
}

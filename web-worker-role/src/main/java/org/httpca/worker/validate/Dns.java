package org.httpca.worker.validate;

import java.util.ArrayList;
import java.util.List;
import org.httpca.acme.problem.AcmeProblemType;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** What DNS says of a name, with aliases followed (RFC 1034, section 3.6.2; RFC 6672), within limits. */
final class Dns {
    private static final int MOST_ALIASES = 10;
    /** Records of the type asked for; more are no answer that anybody meant. */
    private static final int MOST_RECORDS = 100;

    private final DnsServers servers;

    Dns(DnsServers servers) {
        this.servers = servers;
    }

    /**
     * What was found.
     *
     * @param owner whose records they are, at the end of the aliases
     */
    record Found(Name owner, List<Record> records) {}

    /** The records of this type; none if there are none, or no such name. */
    Found lookup(String name, int type, Deadline deadline) {
        return lookup(name(name), type, false, deadline);
    }

    /** As {@link #lookup(String, int, Deadline)}, for what can be done without: by one try. */
    Found lookupOnce(String name, int type, Deadline deadline) {
        return lookup(name(name), type, true, deadline);
    }

    private Found lookup(Name asked, int type, boolean once, Deadline deadline) {
        Name name = asked;
        int aliases = 0;
        while (true) {
            Message answer = once ? servers.askOnce(name, type, deadline) : servers.ask(name, type, deadline);
            List<Record> section = answer.getSection(Section.ANSWER);
            Name before = name;
            Name next = alias(section, name);
            List<Record> found = records(section, name, type);
            while (found.isEmpty() && next != null) {
                if (++aliases > MOST_ALIASES) {
                    throw NotShownException.forNow(
                            AcmeProblemType.DNS,
                            "The aliases (CNAME) of " + asked.toString(true) + " are more than " + MOST_ALIASES + ".");
                }
                name = next;
                found = records(section, name, type);
                next = alias(section, name);
            }
            if (!found.isEmpty() || name.equals(before)) {
                return new Found(name, found);
            }
        }
    }

    private static List<Record> records(List<Record> section, Name name, int type) {
        List<Record> found = new ArrayList<>();
        for (Record record : section) {
            if (record.getType() == type
                    && record.getDClass() == DClass.IN
                    && record.getName().equals(name)) {
                found.add(record);
            }
        }
        if (found.size() > MOST_RECORDS) {
            throw NotShownException.forNow(
                    AcmeProblemType.DNS,
                    name.toString(true) + " has more than " + MOST_RECORDS + " " + Type.string(type) + " records.");
        }
        return found;
    }

    private static @Nullable Name alias(List<Record> section, Name name) {
        for (Record record : section) {
            if (record instanceof CNAMERecord cname && record.getName().equals(name)) {
                return cname.getTarget();
            }
        }
        for (Record record : section) {
            if (record instanceof DNAMERecord dname
                    && name.subdomain(record.getName())
                    && !name.equals(record.getName())) {
                try {
                    return name.fromDNAME(dname);
                } catch (NameTooLongException e) {
                    throw NotShownException.forNow(AcmeProblemType.DNS, "A DNAME makes a name that is too long.");
                }
            }
        }
        return null;
    }

    private static Name name(String text) {
        try {
            return Name.fromString(text, Name.root);
        } catch (TextParseException e) {
            throw NotShownException.last(AcmeProblemType.DNS, "The name " + text + " is too long for DNS.");
        }
    }
}

package org.httpca.worker.validate;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.httpca.acme.evidence.ControlShown;
import org.httpca.acme.problem.AcmeProblemType;
import org.httpca.pki.Identifier;
import org.xbill.DNS.CAARecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * What a name's CAA records say of this CA (RFC 8659), of the account, and of the method (RFC 8657). Where DNS does not answer, nothing is permitted.
 */
final class Caa implements Permission {
    private static final String ISSUE = "issue";
    private static final String ISSUE_WILD = "issuewild";
    /** Tags that are understood, or that say nothing of issuing: RFC 8659, section 4; RFC 9495 is about mail alone. */
    private static final Set<String> KNOWN =
            Set.of(ISSUE, ISSUE_WILD, "iodef", "contactemail", "contactphone", "issuemail");

    private static final int CRITICAL = 128;

    private final Dns dns;
    private final Set<String> issuers;

    /** @param issuers the domain names of this CA, in lower case */
    Caa(Dns dns, List<String> issuers) {
        this.dns = dns;
        this.issuers = Set.copyOf(issuers);
    }

    @Override
    public ControlShown.Caa of(Check check, Deadline deadline) {
        if (check.identifier().type() == Identifier.Type.IP) {
            return ControlShown.Caa.NOT_CHECKED; // RFC 8738, section 7: there are none for addresses
        }
        for (String name = check.base(); !name.isEmpty(); name = parent(name)) {
            List<CAARecord> records = records(name, deadline);
            if (!records.isEmpty()) {
                judge(name, records, check);
                return ControlShown.Caa.PERMITTED;
            }
        }
        return ControlShown.Caa.PERMITTED;
    }

    private List<CAARecord> records(String name, Deadline deadline) {
        List<Record> found = dns.lookup(name, Type.CAA, deadline).records();
        return found.stream().map(CAARecord.class::cast).toList();
    }

    /** Section 3: the closest name with records has the word. */
    private static String parent(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1);
    }

    private void judge(String name, List<CAARecord> records, Check check) {
        for (CAARecord record : records) {
            if ((record.getFlags() & CRITICAL) != 0 && !KNOWN.contains(tag(record))) {
                throw forbidden(name, "has a critical property that is not known here");
            }
        }
        List<CAARecord> issue = tagged(records, ISSUE);
        List<CAARecord> wild = tagged(records, ISSUE_WILD);
        List<CAARecord> relevant = check.identifier().wildcard() && !wild.isEmpty() ? wild : issue;
        if (!relevant.isEmpty() && relevant.stream().noneMatch(record -> permits(record, check))) {
            throw forbidden(
                    name,
                    "does not permit "
                            + String.join(" or ", issuers.stream().sorted().toList()) + " to issue for "
                            + check.identifier() + " by " + check.type() + " and this account");
        }
    }

    private boolean permits(CAARecord record, Check check) {
        Optional<IssueValue> value =
                IssueValue.read(new String(record.getValueAsByteArray(), StandardCharsets.ISO_8859_1));
        return value.filter(one -> issuers.contains(one.issuer()))
                .filter(one -> isForAccount(one, check))
                .filter(one -> isForMethod(one, check))
                .isPresent();
    }

    /** RFC 8657, section 3: one such parameter at most, or nobody fits. */
    private static boolean isForAccount(IssueValue value, Check check) {
        List<String> uris = value.values("accounturi");
        return uris.isEmpty() || (uris.size() == 1 && uris.get(0).equals(check.accountUrl()));
    }

    /** RFC 8657, section 4. */
    private static boolean isForMethod(IssueValue value, Check check) {
        List<String> lists = value.values("validationmethods");
        return lists.isEmpty()
                || (lists.size() == 1 && List.of(lists.get(0).split(",", -1)).contains(check.type()));
    }

    private static List<CAARecord> tagged(List<CAARecord> records, String tag) {
        return records.stream().filter(record -> tag(record).equals(tag)).toList();
    }

    private static String tag(CAARecord record) {
        return record.getTag().toLowerCase(Locale.ROOT);
    }

    private static NotShownException forbidden(String name, String how) {
        return NotShownException.last(AcmeProblemType.CAA, "The CAA record set of " + name + " " + how + ".");
    }
}

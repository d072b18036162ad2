package org.httpca.approval.request;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.httpca.approval.exit.CommandFailed;
import org.httpca.approval.exit.ExitCode;

/** Finds a request by any unambiguous beginning of its id; hyphens may be left out. */
public final class RequestIds {
    private static final int HEX_DIGITS = 32;
    private static final int CANDIDATES = 10;
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{1,32}");

    private final Requests requests;

    public RequestIds(Requests requests) {
        this.requests = requests;
    }

    /** The one request that begins so. None ends the command with 3, several with 2 and a list of them. */
    public StoredRequest find(String beginning) {
        String digits = beginning.replace("-", "").toLowerCase(Locale.ROOT);
        if (!HEX.matcher(digits).matches()) {
            throw none(beginning);
        }
        List<UUID> ids = requests.between(padded(digits, '0'), padded(digits, 'f'), CANDIDATES + 1);
        if (ids.isEmpty()) {
            throw none(beginning);
        }
        if (ids.size() > 1) {
            throw several(beginning, ids);
        }
        StoredRequest request = requests.find(ids.get(0));
        if (request == null) {
            throw none(beginning);
        }
        return request;
    }

    private static UUID padded(String digits, char digit) {
        String all = digits + String.valueOf(digit).repeat(HEX_DIGITS - digits.length());
        return new UUID(
                Long.parseUnsignedLong(all.substring(0, 16), 16), Long.parseUnsignedLong(all.substring(16), 16));
    }

    private static CommandFailed none(String beginning) {
        return new CommandFailed(
                ExitCode.NOT_FOUND, "No request begins with '" + beginning + "': 'list' shows what waits.");
    }

    private static CommandFailed several(String beginning, List<UUID> ids) {
        String shown = ids.stream().limit(CANDIDATES).map(UUID::toString).collect(Collectors.joining(", "));
        return new CommandFailed(
                ExitCode.USAGE,
                "'" + beginning + "' begins several requests, type more of it: " + shown
                        + (ids.size() > CANDIDATES ? ", …" : ""));
    }
}

package org.httpca.signer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.httpca.signer.instance.Agreement;
import org.httpca.signer.request.WaitingForProfile;

/** What an operator should know while the signers do not have the same profiles. */
record ProfileAlarms(Agreement agreement, WaitingForProfile waiting, String self) implements Supplier<List<String>> {

    @Override
    public List<String> get() {
        List<String> alarms = new ArrayList<>(agreement.alarms(self));
        long count = waiting.count();
        if (count > 0) {
            alarms.add((count == 1 ? "1 request waits" : count + " requests wait")
                    + " for a signer that has the version of the profile that it is pinned to.");
        }
        return alarms;
    }
}

package org.httpca.signer.profile;

import java.time.Duration;

/**
 * What it is worth that the holder of a certificate asks for the next one, and has shown it with the certificate's key.
 *
 * @param byHolder whether it is signed without approval
 * @param grace for how long after its end a certificate still shows it
 */
public record Renewal(boolean byHolder, Duration grace) {

    public static final Renewal APPROVAL = new Renewal(false, Duration.ZERO);

    private static final String FIELD = "renewal";
    private static final String GRACE = "renewal-grace";

    /** Out of the profile's fields, which may be left out. */
    static Renewal read(YamlSection profile) {
        Duration grace = profile.has(GRACE) ? profile.duration(GRACE) : Duration.ZERO;
        return profile.has(FIELD) ? new Renewal(isByHolder(profile), grace) : new Renewal(false, grace);
    }

    private static boolean isByHolder(YamlSection profile) {
        return switch (profile.text(FIELD)) {
            case "holder" -> true;
            case "approval" -> false;
            default -> throw profile.wrong(FIELD, "must be approval or holder");
        };
    }

    String label() {
        return byHolder ? "holder" : "approval";
    }
}

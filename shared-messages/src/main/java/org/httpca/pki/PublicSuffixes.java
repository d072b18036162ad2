package org.httpca.pki;

import com.google.common.net.InternetDomainName;

/**
 * Names under which registries register (Baseline Requirements, section 3.2.2.6). The list is that of publicsuffix.org, as the
 * library has it at its release: nothing is loaded at run time. As the Requirements advise, its part of private domains does not
 * count.
 */
final class PublicSuffixes {

    private PublicSuffixes() {}

    /**
     * A top-level domain, known or not, or another suffix of a registry.
     *
     * @param name a canonical DNS name, no wildcard
     */
    static boolean contain(String name) {
        return name.indexOf('.') < 0
                || (InternetDomainName.isValid(name)
                        && InternetDomainName.from(name).isRegistrySuffix());
    }
}

package org.httpca.worker.notify;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.httpca.worker.settings.MailAddress;
import org.httpca.worker.settings.NoticeSettings;

/** To whom a notice goes: every webhook, the operators, and whoever asked for the certificate, each address once. */
final class Recipients {
    private final NoticeSettings settings;
    private final Messages messages;

    Recipients(NoticeSettings settings, Messages messages) {
        this.settings = settings;
        this.messages = messages;
    }

    /** Within the caller's transaction. */
    void address(Notice notice) {
        settings.webhooks().keySet().stream()
                .sorted()
                .forEach(name -> messages.add(notice, Webhook.channel(name), "", 1, notice.madeAt()));
        if (settings.mail().host() == null) {
            return;
        }
        Set<String> addresses = new LinkedHashSet<>(settings.mail().to());
        String email = notice.email();
        if (settings.mail().requesters() && email != null && MailAddress.isValid(email) && !isOf(addresses, email)) {
            addresses.add(email);
        }
        addresses.forEach(address -> messages.add(
                notice,
                Mail.CHANNEL,
                address,
                Mail.MOST_NOTICES,
                notice.madeAt().plus(settings.mail().gather())));
    }

    private static boolean isOf(Set<String> addresses, String email) {
        return addresses.stream()
                .anyMatch(each -> each.toLowerCase(Locale.ROOT).equals(email.toLowerCase(Locale.ROOT)));
    }
}

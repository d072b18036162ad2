package org.httpca.approval.request;

import java.util.ArrayList;
import java.util.List;
import org.httpca.approval.terminal.LookAlikes;
import org.httpca.message.RequestCertificate;
import org.httpca.message.Requester;
import org.jspecify.annotations.Nullable;

/** Where the requester's own words may deceive the eye, a sentence each. */
final class Cautions {
    private Cautions() {}

    static List<String> of(RequestCertificate command) {
        List<String> found = new ArrayList<>();
        ExaminedRequest.names(command).forEach(name -> found.addAll(LookAlikes.inName(name)));
        Requester requester = command.requester();
        if (requester != null) {
            add(found, "Requester", requester.name());
            add(found, "Requester's address", requester.email());
        }
        add(found, "Principal", command.principal());
        add(found, "Note", command.note());
        return found;
    }

    static List<String> inSubject(String subject) {
        List<String> found = new ArrayList<>();
        add(found, "Subject", subject);
        return found;
    }

    private static void add(List<String> found, String where, @Nullable String text) {
        if (text != null) {
            LookAlikes.in(text).forEach(sentence -> found.add(where + ": " + sentence));
        }
    }
}

package org.httpca.approval.log;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.httpca.approval.database.SignerDatabase;
import org.httpca.approval.exit.CommandFailed;
import org.httpca.approval.exit.ExitCode;
import org.httpca.approval.log.LogFindings.OfCertificate;
import org.httpca.envelope.MessagingTrust;
import org.httpca.log.LogEntry;
import org.httpca.log.TreeHash;
import org.httpca.log.TreeHead;
import org.httpca.pki.Octets;
import org.httpca.pki.Pem;
import org.httpca.problem.Result;
import org.jspecify.annotations.Nullable;

/** Checks the published log, and remembers its head. Every answer of the web role is believed by its signature and proof alone. */
public final class LogCheck {
    private static final int LONGEST_FILE = 64 * 1024;

    private final PublishedLog log;
    private final MessagingTrust trust;
    private final String installation;
    private final @Nullable Path memory;
    private final Clock clock;

    /** @param memory where the head of the last time is, and the one of this time is put; null for none */
    public LogCheck(String url, MessagingTrust trust, String installation, @Nullable Path memory, Clock clock) {
        this.log = new PublishedLog(url);
        this.trust = trust;
        this.installation = installation;
        this.memory = memory;
        this.clock = clock;
    }

    /**
     * All entries.
     *
     * @param database the signer's, to be compared; null for none
     */
    public LogFindings whole(@Nullable Supplier<SignerDatabase> database) {
        TreeHead remembered = remembered();
        String jws = log.head().orElse(null);
        if (jws == null) {
            boolean had = remembered != null && remembered.size() > 0;
            return new LogFindings(null, remembered, had ? "it had entries" : null, Map.of(), List.of(), null);
        }
        TreeHead head = verified(jws, log.url());
        SignersDatabase comparison = new SignersDatabase(clock);
        // without a database to compare, nothing is kept of the entries
        Consumer<LogEntry> each = database == null ? entry -> {} : comparison::published;
        LogVerification.Whole whole = new LogVerification(log, head, remembered).whole(each);
        SignersDatabase.Report report = null;
        if (database != null && whole.firstBreak() == null) {
            try (SignerDatabase open = database.get()) {
                report = comparison.compare(open);
            }
        }
        if (whole.firstBreak() == null) {
            remember(jws);
        }
        return new LogFindings(head, remembered, whole.firstBreak(), whole.counts(), List.of(), report);
    }

    /**
     * What the log has about some certificates, with proofs; and by a proof that it has grown since the last time. Each proof may come with a
     * head of its own, since the log grows meanwhile: all of them must be of one log.
     */
    public LogFindings certificates(List<Path> files) {
        TreeHead remembered = remembered();
        String jws = log.head().orElseThrow(() -> new CommandFailed(ExitCode.NOT_FOUND, "The log has no entries yet."));
        TreeHead head = verified(jws, log.url());
        String logBreak = new LogVerification(log, head, remembered).growthBreak();
        List<OfCertificate> found = new ArrayList<>();
        for (Path file : files) {
            Octets sha256 = Octets.of(certificate(file)).sha256();
            PublishedLog.Claims claims = log.about(sha256).orElse(null);
            if (claims == null) {
                found.add(new OfCertificate(file.toString(), sha256.hex(), Map.of(), null));
                continue;
            }
            TreeHead own = verified(claims.head(), log.url());
            String split = split(head, own);
            logBreak = logBreak == null ? split : logBreak;
            found.add(split == null ? proven(file, sha256, claims, own) : unproven(file, sha256, split));
            if (split == null && own.size() > head.size()) {
                head = own;
                jws = claims.head();
            }
        }
        if (logBreak == null) {
            remember(jws);
        }
        return new LogFindings(head, remembered, logBreak, Map.of(), found, null);
    }

    /** Two heads of one log: by a proof, the shorter is the beginning of the longer. Else a sentence. */
    private @Nullable String split(TreeHead head, TreeHead own) {
        boolean isOlder = own.size() < head.size();
        TreeHead first = isOlder ? own : head;
        TreeHead second = isOlder ? head : own;
        boolean isOne = first.size() == second.size()
                ? first.root().equals(second.root())
                : new LogVerification(log, second, first).growthBreak() == null;
        return isOne
                ? null
                : "two logs are shown, each signed: that of " + first.size()
                        + " entries is not the beginning of that of " + second.size();
    }

    private static OfCertificate unproven(Path file, Octets sha256, String problem) {
        return new OfCertificate(file.toString(), sha256.hex(), Map.of(), problem);
    }

    private static OfCertificate proven(Path file, Octets sha256, PublishedLog.Claims claims, TreeHead head) {
        Map<Long, String> proven = new TreeMap<>();
        for (PublishedLog.Claimed claim : claims.entries()) {
            boolean isAbout = LogEntry.of(claim.entry())
                    .filter(entry -> entry.sha256().equals(sha256))
                    .isPresent();
            if (!isAbout
                    || claim.proof().size() != head.size()
                    || !claim.proof().holds(TreeHash.leaf(claim.entry()), head.root())) {
                return new OfCertificate(
                        file.toString(),
                        sha256.hex(),
                        proven,
                        "entry " + claim.proof().index() + " is not proven");
            }
            proven.put(claim.proof().index(), claim.entry());
        }
        return new OfCertificate(file.toString(), sha256.hex(), proven, null);
    }

    private static byte[] certificate(Path file) {
        byte[] octets = read(file);
        String text = new String(octets, StandardCharsets.ISO_8859_1);
        if (!text.contains("-----BEGIN")) {
            return octets;
        }
        List<byte[]> certificates = Pem.decodeCertificates(text);
        if (certificates.isEmpty()) {
            throw new CommandFailed(ExitCode.USAGE, file + " holds no certificate.");
        }
        return certificates.get(0); // of a chain, the one of the end entity
    }

    private @Nullable TreeHead remembered() {
        Path file = memory;
        if (file == null || !Files.exists(file)) {
            return null;
        }
        return verified(new String(read(file), StandardCharsets.US_ASCII).strip(), file.toString());
    }

    private TreeHead verified(String jws, String where) {
        Result<TreeHead> head = TreeHead.verify(jws, trust, installation);
        if (head instanceof Result.Refused<TreeHead> refused) {
            throw new CommandFailed(
                    ExitCode.ERROR,
                    "The head of the log from " + where + " is not signed by a signer of installation '" + installation
                            + "' (" + refused.problem().detail()
                            + "); --installation and --messaging-ca say whom to believe.");
        }
        return head.orElseThrow();
    }

    /** Whole or not at all. */
    private void remember(String jws) {
        Path file = memory;
        if (file == null) {
            return;
        }
        try {
            Path draft = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(draft, jws + "\n", StandardCharsets.US_ASCII);
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new CommandFailed(ExitCode.ERROR, "The head cannot be remembered in " + file + ": " + e + ".", e);
        }
    }

    private static byte[] read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] octets = in.readNBytes(LONGEST_FILE + 1);
            if (octets.length > LONGEST_FILE) {
                throw new CommandFailed(ExitCode.USAGE, file + " is too long for what it is to be.");
            }
            return octets;
        } catch (IOException e) {
            throw new CommandFailed(ExitCode.USAGE, file + " cannot be read: " + e + ".", e);
        }
    }
}

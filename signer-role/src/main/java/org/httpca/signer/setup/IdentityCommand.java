package org.httpca.signer.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.httpca.envelope.RevocationList;
import org.httpca.message.MessageJson;
import org.httpca.message.Role;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code ./httpca setup identity …}: by whom messages may be sealed. Where the operator's folder is, but for the last two. */
@Command(
        name = "identity",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(list | add | renew | revoke | request | install | renew-ca | retire-ca)",
        description = "Lists, adds, renews and revokes the messaging identities of workers and signers.")
final class IdentityCommand extends CommandGroup {

    /** Where the messaging CA is. */
    static final class Where {
        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "the data folder, or what 'setup --out' made (default: data)")
        private Path data = Path.of("data");

        @Option(names = "--operator", paramLabel = "DIR", description = "the operator's folder, where it is elsewhere")
        private @Nullable Path operator;

        Path operator() {
            return operator == null ? data.resolve("operator") : operator;
        }
    }

    private final Clock clock;
    private final SecureRandom random;

    IdentityCommand(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    @Command(name = "list", description = "Lists every identity that was issued, and whether it is taken.")
    int list(@Mixin Where where, @Option(names = "--json", description = "a JSON object") boolean json) {
        Identities identities = open(where);
        print((json ? asJson(identities) : IdentityTable.of(identities, clock.instant())).stripTrailing());
        return 0;
    }

    @Command(name = "add", description = "Makes another instance: a folder to start it from, with its own identity.")
    int add(
            @Mixin Where where,
            @Parameters(paramLabel = "NAME", description = "such as worker-2 or signer-2") String name,
            @Option(
                            names = "--like",
                            paramLabel = "DIR",
                            description = "the folder of an instance of the same role (default: the first one's)")
                    @Nullable
                    Path like,
            @Option(
                            names = "--to",
                            paramLabel = "DIR",
                            description = "the new folder (default: beside the first one's)")
                    @Nullable
                    Path to) {
        Identities identities = open(where);
        Role role = role(name);
        if (identities.of(name).stream().anyMatch(known -> known.state().isTaken())) {
            throw new IllegalArgumentException(
                    name + " has an identity already: renew it, or choose another name. Nothing was changed.");
        }
        Path target = to == null ? identities.machine(name) : to;
        if (Files.exists(target)) {
            throw new IllegalArgumentException(target + " is there already; nothing was changed.");
        }
        Path template = like == null ? identities.machine(role.wireName() + "-1") : like;
        if (!Files.isRegularFile(template.resolve("application.yml"))) {
            throw new IllegalArgumentException("There is no folder of a " + role.wireName() + " in " + template
                    + ": name one with --like DIR. Nothing was changed.");
        }
        InstanceFolder.copy(template, target);
        KnownIdentity added = identities.issue(role, name, target);
        print(name + " has an identity until " + date(added) + ", and a folder to start it from: " + target + ".");
        print("Take it to its machine, for the user of the role alone, and start it. Nobody else needs to be told.");
        return 0;
    }

    @Command(name = "renew", description = "Gives an instance a new key and certificate; the one before is taken too.")
    int renew(
            @Mixin Where where,
            @Parameters(paramLabel = "NAME", description = "such as worker-1") String name,
            @Option(names = "--to", paramLabel = "DIR", description = "its folder (default: the one that 'setup' made)")
                    @Nullable
                    Path to,
            @Option(
                            names = "--request",
                            paramLabel = "FILE",
                            description =
                                    "what 'identity request' made on its machine: only a certificate is made for it")
                    @Nullable
                    Path request,
            @Option(names = "--certificate", paramLabel = "FILE", description = "where that certificate is put")
                    @Nullable
                    Path certificate)
            throws IOException {
        Identities identities = open(where);
        Role role = known(identities, name).get(0).role();
        if (request != null) {
            if (certificate == null) {
                throw new IllegalArgumentException("Say with --certificate FILE where to put the certificate.");
            }
            IdentityRequest.certify(identities, role, name, request, certificate);
            print("On the machine of " + name + ": ./httpca setup identity install " + certificate.getFileName()
                    + " --config DIR");
            return 0;
        }
        Path target = to == null ? identities.machine(name) : to;
        if (to == null && !Files.isDirectory(target)) {
            throw new IllegalArgumentException("The folder of " + name + " is not in " + target
                    + ". Name it with --to DIR, or have its machine make the key: ./httpca setup identity request"
                    + " --config DIR. Nothing was changed.");
        }
        KnownIdentity renewed = identities.issue(role, name, target);
        print(name + " has a renewed identity until " + date(renewed) + ", in " + target.resolve(Identities.KEYSTORE)
                + ".");
        print("If it runs from there, it takes it up within five seconds. The one before is taken as well, until it"
                + " ends or: ./httpca setup identity revoke " + name + " --superseded");
        return 0;
    }

    @Command(name = "revoke", description = "Makes everybody refuse what an instance's identities seal.")
    int revoke(
            @Mixin Where where,
            @Parameters(paramLabel = "NAME", description = "such as worker-2") String name,
            @Option(names = "--superseded", description = "those only that were renewed since") boolean superseded,
            @Option(names = "--serial", paramLabel = "HEX", description = "the one with this serial number only")
                    @Nullable
                    String serial) {
        Identities identities = open(where);
        List<KnownIdentity> chosen = known(identities, name).stream()
                .filter(known -> known.state().isTaken())
                .filter(known -> !superseded || known.state() == KnownIdentity.State.SUPERSEDED)
                .filter(known -> serial == null || known.serial().equalsIgnoreCase(serial))
                .toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException(
                    name + " has no such identity that is taken still; './httpca setup identity list' shows them.");
        }
        identities.revoke(chosen);
        chosen.forEach(each -> print("Revoked: " + each.instance() + ", serial " + each.serial() + "."));
        List<Path> told = identities.machines();
        if (!told.isEmpty()) {
            print("Workers and signers that run from " + names(told) + " refuse its messages within five seconds.");
        }
        print("To the machine of every " + (told.isEmpty() ? "" : "other ") + "worker and signer take "
                + identities.list() + ", into the folder with its application.yml.");
        Role role = chosen.get(0).role();
        if (identities.all().stream()
                .noneMatch(known -> known.role() == role && known.state() == KnownIdentity.State.VALID)) {
            print("No " + role.wireName() + " is left whose messages are taken: requests wait until there is one.");
        }
        return 0;
    }

    @Command(
            name = "renew-ca",
            description = "Makes another messaging CA; the one before is believed too, until 'retire-ca'.")
    int renewAuthority(@Mixin Where where) {
        Identities identities = open(where);
        identities.renewAuthority();
        List<Path> told = identities.machines();
        print("There is a new messaging CA, and the one before is believed as well"
                + (told.isEmpty() ? "." : " by " + names(told) + "."));
        print("First take " + Identities.AUTHORITY + " and " + Identities.LIST
                + " out of one of these folders to every other worker and signer; then './httpca setup identity renew'"
                + " for each instance; then './httpca setup identity retire-ca'.");
        return 0;
    }

    @Command(name = "retire-ca", description = "Makes nobody believe the messaging CA before the last 'renew-ca'.")
    int retireAuthority(@Mixin Where where) {
        Identities identities = open(where);
        List<KnownIdentity> ended = identities.retireFormerAuthority();
        print("The messaging CA before is believed no longer by " + names(identities.machines()) + ".");
        ended.forEach(each -> print("With it ended: " + each.instance() + ", serial " + each.serial() + "."));
        print("Take " + Identities.AUTHORITY + " and " + Identities.LIST
                + " out of one of these folders to every other worker and signer.");
        return 0;
    }

    @Command(
            name = "request",
            description = "On an instance's own machine: makes a new key, and a request for the operator.")
    int request(
            @Option(names = "--config", required = true, paramLabel = "DIR", description = "the instance's folder")
                    Path config) {
        Path made = IdentityRequest.make(config, clock, random);
        print("Take " + made
                + " to the operator: ./httpca setup identity renew NAME --request FILE --certificate FILE");
        print("The key stays in " + config + ". Nothing has changed for the running role yet.");
        return 0;
    }

    @Command(
            name = "install",
            description = "On an instance's own machine: takes the certificate for the key made there.")
    int install(
            @Parameters(paramLabel = "FILE", description = "the certificate that the operator made") Path file,
            @Option(names = "--config", required = true, paramLabel = "DIR", description = "the instance's folder")
                    Path config)
            throws IOException {
        IdentityRequest.install(config, file);
        print("The renewed identity is in " + config.resolve(Identities.KEYSTORE)
                + "; a running role takes it up within five seconds.");
        return 0;
    }

    private Identities open(Where where) {
        return Identities.open(where.operator(), clock, random);
    }

    private static List<KnownIdentity> known(Identities identities, String name) {
        List<KnownIdentity> known = identities.of(name);
        if (known.isEmpty()) {
            throw new IllegalArgumentException("There is no identity of '" + name
                    + "'; './httpca setup identity list' shows all, 'add' makes one.");
        }
        return known;
    }

    private static Role role(String name) {
        return Stream.of(Role.values())
                .filter(role -> name.matches(role.wireName() + "-[a-z0-9-]{1,50}"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + name + "' is no name of an instance: choose one such as worker-2 or signer-2."));
    }

    private static String asJson(Identities identities) {
        ObjectNode json = MessageJson.mapper().createObjectNode();
        ArrayNode all = json.putArray("identities");
        for (KnownIdentity known : identities.all()) {
            ObjectNode each = all.addObject()
                    .put("instance", known.instance())
                    .put("role", known.role().wireName())
                    .put("serial", known.serial())
                    .put("sha256", known.sha256())
                    .put("notAfter", known.notAfter().toString())
                    .put("state", known.state().text());
            each.put(
                    "revokedAt",
                    known.revokedAt() == null ? null : known.revokedAt().toString());
        }
        RevocationList newest = identities.revocations();
        json.put("list", newest.number());
        ArrayNode folders = json.putArray("folders");
        for (Path machine : identities.machines()) {
            RevocationList list = identities.revocationsIn(machine);
            folders.addObject()
                    .put("folder", machine.toString())
                    .put("current", list != null && list.number().equals(newest.number()));
        }
        return json.toPrettyString();
    }

    private static String date(KnownIdentity identity) {
        return identity.notAfter().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String names(List<Path> folders) {
        List<String> names = new ArrayList<>();
        folders.forEach(folder -> names.add(String.valueOf(folder.getFileName())));
        return String.join(", ", names);
    }
}

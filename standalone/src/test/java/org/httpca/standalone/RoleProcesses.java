package org.httpca.standalone;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The roles of an installation, each a process of its own from its jar; they end in the reverse order of their start. */
final class RoleProcesses implements AutoCloseable {
    private final Path folder;
    private final Map<String, Role> roles = new LinkedHashMap<>();
    private final List<ChildJvm> all = new ArrayList<>();

    /** How one is started, the process that it is now, and how often it was started before. */
    private record Role(
            List<String> door, List<String> program, List<String> arguments, ChildJvm process, int before) {}

    /** @param folder gets what each says, in a file with the role's name, and a number from its second start on */
    RoleProcesses(Path folder) {
        this.folder = folder;
    }

    void start(String role, String... arguments) throws IOException {
        start(role, List.of(), List.of(), List.of(arguments));
    }

    /**
     * Starts one.
     *
     * @param door what goes before {@code java}, such as the door to a network namespace
     * @param options of the JVM
     */
    void start(String role, List<String> door, List<String> options, List<String> arguments) throws IOException {
        List<String> program = new ArrayList<>(options);
        program.addAll(List.of("-jar", BootJars.of(role).toString()));
        launch(role, door, program, arguments, 0);
    }

    private synchronized void launch(
            String role, List<String> door, List<String> program, List<String> arguments, int before)
            throws IOException {
        String output = before == 0 ? role + ".out" : role + "." + (before + 1) + ".out";
        ChildJvm process = ChildJvm.start(door, program, folder.resolve(output), arguments);
        roles.put(role, new Role(door, program, arguments, process, before));
        all.add(process);
    }

    /** SIGKILL, and the start that a supervisor makes of it. */
    void killAndStartAgain(String name) throws IOException, InterruptedException {
        process(name).kill();
        startAgain(name);
    }

    /** What has ended, with the words that it was started with. */
    void startAgain(String name) throws IOException {
        Role role = role(name);
        launch(name, role.door, role.program, role.arguments, role.before + 1);
    }

    /** The same with other options of the JVM. */
    void startAgain(String name, List<String> options) throws IOException {
        Role role = role(name);
        List<String> program = new ArrayList<>(options);
        program.addAll(role.program);
        launch(name, role.door, program, role.arguments, role.before + 1);
    }

    ChildJvm process(String name) {
        return role(name).process;
    }

    private synchronized Role role(String name) {
        return requireNonNull(roles.get(name));
    }

    /** @throws AssertionError if one has ended by itself */
    synchronized void checkThatAllRun() {
        roles.forEach((name, role) -> {
            if (!role.process.isAlive()) {
                throw new AssertionError("The " + name + " ended. " + words());
            }
        });
    }

    /** What the roles have said so far. */
    synchronized String words() {
        StringBuilder words = new StringBuilder();
        all.forEach(process -> words.append(said(process)));
        return words.toString();
    }

    private static String said(ChildJvm process) {
        try {
            return "== " + process.name() + '\n' + process.output();
        } catch (IOException e) {
            return e.toString();
        }
    }

    boolean has(String role) {
        return roles.containsKey(role);
    }

    long pid(String role) {
        return process(role).pid();
    }

    @Override
    public void close() throws InterruptedException {
        for (int i = all.size() - 1; i >= 0; i--) {
            all.get(i).close();
        }
    }
}

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
    private final StringBuilder before = new StringBuilder();

    /** How one is started, and the process that it is now. */
    private record Role(List<String> door, List<String> program, List<String> arguments, ChildJvm process) {}

    /** @param folder gets what each says, in a file with the role's name */
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
        launch(role, door, program, arguments);
    }

    private void launch(String role, List<String> door, List<String> program, List<String> arguments)
            throws IOException {
        ChildJvm process = ChildJvm.start(door, program, folder.resolve(role + ".out"), arguments);
        roles.put(role, new Role(door, program, arguments, process));
        all.add(process);
    }

    /** SIGKILL, and the start that a supervisor makes of it. */
    void killAndStartAgain(String name) throws IOException, InterruptedException {
        Role role = requireNonNull(roles.get(name));
        role.process.kill();
        before.append(said(name + ", until it was killed", role));
        launch(name, role.door, role.program, role.arguments);
    }

    /** @throws AssertionError if one has ended by itself */
    void checkThatAllRun() {
        roles.forEach((name, role) -> {
            if (!role.process.isAlive()) {
                throw new AssertionError("The " + name + " ended. " + words());
            }
        });
    }

    /** What the roles have said so far. */
    String words() {
        StringBuilder words = new StringBuilder(before);
        roles.forEach((name, role) -> words.append(said(name, role)));
        return words.toString();
    }

    private static String said(String name, Role role) {
        try {
            return "== " + name + '\n' + role.process.output();
        } catch (IOException e) {
            return e.toString();
        }
    }

    boolean has(String role) {
        return roles.containsKey(role);
    }

    long pid(String role) {
        return requireNonNull(roles.get(role)).process.pid();
    }

    @Override
    public void close() throws InterruptedException {
        for (int i = all.size() - 1; i >= 0; i--) {
            all.get(i).close();
        }
    }
}

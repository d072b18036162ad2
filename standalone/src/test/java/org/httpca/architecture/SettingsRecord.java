package org.httpca.architecture;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The settings of a role as its record's source has them: names, defaults, and what the Javadoc says of each. */
final class SettingsRecord {
    /** One setting; the default is empty where there is none. */
    record Setting(String key, String standard, boolean needed, String meaning) {}

    private final DocTrees docs;
    private final CompilationUnitTree unit;
    private final Path source;
    private final Map<String, ClassTree> records = new LinkedHashMap<>();

    private SettingsRecord(DocTrees docs, CompilationUnitTree unit, Path source) {
        this.docs = docs;
        this.source = source;
        this.unit = unit;
        unit.getTypeDecls().forEach(type -> collect((ClassTree) type));
    }

    /** The settings of the first record in this source file, below a prefix such as {@code httpca}. */
    static List<Setting> read(Path source, String prefix) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, List.of("-proc:none"), null, files.getJavaFileObjects(source));
            CompilationUnitTree unit = task.parse().iterator().next();
            SettingsRecord settings = new SettingsRecord(DocTrees.instance(task), unit, source);
            List<Setting> all = new ArrayList<>();
            settings.add(settings.records.values().iterator().next(), prefix, all);
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void collect(ClassTree type) {
        if (type.getKind() == Kind.RECORD) {
            records.put(type.getSimpleName().toString(), type);
        }
        type.getMembers().stream()
                .filter(ClassTree.class::isInstance)
                .map(ClassTree.class::cast)
                .forEach(this::collect);
    }

    private void add(ClassTree type, String prefix, List<Setting> all) {
        Map<String, String> meanings = meanings(type);
        for (VariableTree component : components(type)) {
            String key = prefix + "." + kebab(component.getName().toString());
            String kind = component.getType().toString().replaceAll("@\\w+(\\(.*\\))?\\s*", "");
            ClassTree nested = records.get(kind.replaceAll("Map<String, *(.*)>", "$1"));
            if (nested != null) {
                add(nested, kind.startsWith("Map<") ? key + ".NAME" : key, all);
            } else if (Files.isRegularFile(source.resolveSibling(kind + ".java"))) {
                all.addAll(read(source.resolveSibling(kind + ".java"), key));
            } else if (!key.equals("httpca.config-folder") && !kind.equals("LogSettings")) {
                all.add(new Setting(
                        key,
                        standard(component),
                        standard(component).isEmpty() && !mayMiss(component),
                        meanings.getOrDefault(component.getName().toString(), "")));
            }
        }
    }

    private static List<VariableTree> components(ClassTree type) {
        return type.getMembers().stream()
                .filter(VariableTree.class::isInstance)
                .map(VariableTree.class::cast)
                .filter(field -> !field.getModifiers().getFlags().contains(javax.lang.model.element.Modifier.STATIC))
                .toList();
    }

    private Map<String, String> meanings(ClassTree type) {
        DocCommentTree comment = docs.getDocCommentTree(TreePath.getPath(unit, type));
        Map<String, String> meanings = new LinkedHashMap<>();
        if (comment != null) {
            for (DocTree tag : comment.getBlockTags()) {
                if (tag instanceof ParamTree param) {
                    meanings.put(param.getName().toString(), text(param.getDescription()));
                }
            }
        }
        return meanings;
    }

    private static String text(List<? extends DocTree> words) {
        return words.stream()
                .map(DocTree::toString)
                .collect(Collectors.joining())
                .replaceAll("\\s+", " ")
                .replaceAll("\\{@code (.*?)}", "`$1`")
                .replaceAll("\\{@link #?(.*?)}", "`$1`")
                .replace("|", "\\|")
                .strip();
    }

    private static boolean mayMiss(VariableTree component) {
        String all = component.getModifiers() + " " + component.getType();
        return all.contains("Nullable") || all.contains("DefaultValue");
    }

    /** The value of {@code @DefaultValue("…")}. */
    private static String standard(VariableTree component) {
        for (AnnotationTree annotation : component.getModifiers().getAnnotations()) {
            if (annotation.getAnnotationType().toString().equals("DefaultValue")
                    && !annotation.getArguments().isEmpty()) {
                String value = annotation.getArguments().get(0).toString();
                return value.contains("{")
                        ? value.replaceAll("value = |[{}\" ]", "")
                        : value.replaceAll("^(value = )?\"|\"$", "");
            }
        }
        return "";
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}

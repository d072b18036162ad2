package org.httpca.architecture;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The classes that rules look at, read once. */
final class Code {
    /** The root of the code; a rule is made for a root, so that it can be held against the seeded one as well. */
    static final String ROOT = "org.httpca";

    static final String SEEDED_ROOT = "org.httpca.architecture.seeded";

    /** Every module's main classes, as the standalone sees them. */
    static final JavaClasses MAIN;

    /** Classes that break a rule each. */
    static final JavaClasses SEEDED;

    static {
        // The rules know others' classes by name; reading all of Spring for them would take most of a minute.
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        MAIN = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(ROOT);
        SEEDED = new ClassFileImporter().importPackages(SEEDED_ROOT);
    }

    private Code() {}
}

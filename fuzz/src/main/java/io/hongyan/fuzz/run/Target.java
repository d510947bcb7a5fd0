package io.hongyan.fuzz.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One parser under fuzzing.
 *
 * @param module the folder of the Maven module it is tested in
 * @param className the test class
 */
record Target(Path module, String className) {

    private static final String SUFFIX = "FuzzTest";

    /** The targets of a project, by name: test classes called {@code …FuzzTest}. */
    static List<Target> in(Path project) throws IOException {
        List<Target> targets = new ArrayList<>();
        try (Stream<Path> modules = Files.list(project)) {
            for (Path module : modules.sorted().toList()) {
                Path tests = module.resolve("src/test/java");
                if (Files.isDirectory(tests)) {
                    targets.addAll(in(module, tests));
                }
            }
        }
        return targets;
    }

    private static List<Target> in(Path module, Path tests) throws IOException {
        try (Stream<Path> files = Files.walk(tests)) {
            return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX + ".java"))
                    .map(file -> tests.relativize(file).toString())
                    .sorted()
                    .map(file -> new Target(
                            module,
                            file.substring(0, file.length() - ".java".length()).replace('/', '.')))
                    .toList();
        }
    }

    /** The class without its package and ending: what people call it. */
    String name() {
        String simple = className.substring(className.lastIndexOf('.') + 1);
        return simple.substring(0, simple.length() - SUFFIX.length());
    }

    /** Where inputs are kept that the tests replay. */
    Path kept() {
        return module.resolve("src/test/resources").resolve(className.replace('.', '/') + "Inputs");
    }

    /** What the module's tests see, as {@code ./hongyan fuzz} had Maven write it down. */
    String classpath() throws IOException {
        String libraries =
                Files.readString(module.resolve("target/fuzz.classpath")).strip();
        return module.resolve("target/test-classes") + ":" + module.resolve("target/classes") + ":" + libraries;
    }
}

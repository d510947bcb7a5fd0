package io.hongyan.testkit.fuzz;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Jazzer calls: passes each of its inputs on to one {@link FuzzTarget}, whose class is named by the argument. */
public final class FuzzDriver {

    private static @Nullable FuzzTarget target;

    private FuzzDriver() {}

    /** Called once, before all inputs: good ones have classes loaded and instrumented before anything is timed. */
    public static void fuzzerInitialize(String[] arguments) throws Exception {
        FuzzTarget named = target(arguments[0]);
        for (byte[] seed : named.seeds()) {
            named.check(seed);
        }
        target = named;
    }

    /** Called for each input. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        FuzzTarget initialized = target;
        if (initialized == null) {
            throw new IllegalStateException("not initialized with the class of a target");
        }
        initialized.check(input);
    }

    /**
     * Writes the seeds of a target into a folder, which begins a corpus.
     *
     * @param arguments the target's class, and the folder
     */
    public static void main(String[] arguments) throws ReflectiveOperationException, IOException {
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        List<byte[]> seeds = target(arguments[0]).seeds();
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(folder.resolve("seed-" + i), seeds.get(i));
        }
    }

    private static FuzzTarget target(String name) throws ReflectiveOperationException {
        Constructor<?> constructor = Class.forName(name).getDeclaredConstructor();
        constructor.setAccessible(true); // test classes are seldom public
        return (FuzzTarget) constructor.newInstance();
    }
}

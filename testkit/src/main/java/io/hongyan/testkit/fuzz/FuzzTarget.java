package io.hongyan.testkit.fuzz;

import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A parser, and what must hold whatever bytes it is given. A test class named {@code …FuzzTest} implements it: the build
 * replays the seeds and the inputs that were kept, in {@code src/test/resources} beside the class in {@code …Inputs};
 * {@code ./hongyan fuzz} makes new ones, guided by coverage. Has a public constructor without parameters.
 */
public interface FuzzTarget {

    /** The longest that a single input may take, with room for a busy machine: nothing here takes milliseconds. */
    Duration TIME_MAX = Duration.ofSeconds(10);

    /**
     * Gives the parser an input and checks what comes of it. Throws nothing unless the parser is wrong; an input may be
     * cut into parts as the target likes.
     */
    void check(byte[] input) throws Exception;

    /** Good inputs of each kind, so that fuzzing need not guess what a frame looks like. */
    List<byte[]> seeds();

    /** One test for each seed and each kept input. */
    @TestFactory
    default Stream<DynamicTest> whatFuzzingFoundHolds() {
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(dynamicTest("nothing", () -> inTime(new byte[0])));
        List<byte[]> seeds = seeds();
        for (int i = 0; i < seeds.size(); i++) {
            byte[] seed = seeds.get(i);
            tests.add(dynamicTest("seed " + i, () -> inTime(seed)));
        }
        for (Path kept : kept()) {
            tests.add(dynamicTest(kept.getFileName().toString(), () -> inTime(Files.readAllBytes(kept))));
        }
        return tests.stream();
    }

    private void inTime(byte[] input) {
        assertTimeout(TIME_MAX, () -> check(input));
    }

    private List<Path> kept() {
        URL folder = getClass().getResource(getClass().getSimpleName() + "Inputs");
        if (folder == null) {
            return List.of(); // not fuzzed yet
        }
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("not a folder: " + folder, e);
        }
    }
}

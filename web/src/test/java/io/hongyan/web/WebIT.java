package io.hongyan.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What is written in TypeScript, checked and tested by npm. Without npm or a browser it is skipped with a sentence, unless
 * {@code HONGYAN_BROWSER=required}: for a CI that has both.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WebIT {

    private static final Path KEPT = Path.of("../launcher/src/main/resources/hongyan-web");
    private static final boolean REQUIRED = "required".equals(System.getenv("HONGYAN_BROWSER"));

    private static @Nullable WebSuite suite;

    @BeforeAll
    static void install() throws Exception {
        need(
                Npm.isThere(),
                "npm is missing, so the web client and the web chat were not tested (the page that is served is the one kept"
                        + " in the repository). Install Node.js 20 or newer.");
        Npm.install();
    }

    @AfterAll
    static void stop() throws IOException {
        if (suite != null) {
            suite.close();
        }
    }

    @Test
    @Order(1)
    void typesAndCoresAreRight() throws Exception {
        Npm.run(Map.of(), "run", "check");
    }

    @Test
    @Order(2)
    void thePageThatIsKeptIsTheOneThatIsWritten() throws Exception {
        Path built = Path.of("target/page").toAbsolutePath();

        Npm.run(Map.of("HONGYAN_PAGE", built.toString()), "run", "build");

        assertThat(contents(KEPT))
                .as("the page kept in launcher is current: run `./hongyan web` and commit what it changes")
                .isEqualTo(contents(built));
    }

    @Test
    @Order(3)
    void theLockNamesNoRegistry() throws Exception {
        assertThat(Files.readString(Path.of("package-lock.json"))).doesNotContain("\"resolved\": \"http");
    }

    @Test
    @Order(4)
    void theClientKeepsItsPromisesAgainstTheSuite() throws Exception {
        Npm.run(running().environment(), "run", "test:suite");
    }

    @Test
    @Order(5)
    void peopleChatInBrowsers() throws Exception {
        need(
                Npm.chromium().isPresent(),
                "Chromium is missing, so the web chat was not tried in a browser. Install it (Debian: apt install chromium),"
                        + " or set CHROMIUM to where it is.");
        Map<String, String> environment = new HashMap<>(running().environment());
        environment.put("CHROMIUM", Npm.chromium().orElseThrow().toString());

        Npm.run(environment, "run", "test:browser");
    }

    private static WebSuite running() {
        if (suite == null) {
            suite = WebSuite.start();
        }
        return suite;
    }

    private static void need(boolean isThere, String sentence) {
        if (!isThere && !REQUIRED) {
            System.out.println("hongyan: " + sentence);
        }
        assertThat(isThere || !REQUIRED).as(sentence).isTrue();
        assumeTrue(isThere, sentence);
    }

    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }
}

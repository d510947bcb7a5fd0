package io.hongyan.helm;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import com.marcnuri.helm.UpgradeCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The chart with some values over its defaults. Immutable.
 *
 * @param overlays files of values, the later over the earlier
 */
record Chart(List<Path> overlays) {

    /** The name of the release in all renderings; objects are named after it. */
    static final String RELEASE = "hongyan";

    /** The namespace of the release. */
    static final String NAMESPACE = "chat";

    /** Where the chart is; tests run in the module's directory. */
    static final Path DIRECTORY = Path.of("hongyan");

    private static final Path RESOURCES = Path.of("src", "test", "resources");

    /** What was rendered in this run, since Helm takes its time: nobody changes files meanwhile. */
    private static final Map<List<Path>, Rendered> RENDERED = new ConcurrentHashMap<>();

    private static final Map<List<Path>, Rendered> HOOKS = new ConcurrentHashMap<>();

    /** With nothing but what every site has to say. */
    static Chart ofASite() {
        return bare().with(RESOURCES.resolve("site.yaml"));
    }

    /** With its defaults only, which leave open what only a site knows. */
    static Chart bare() {
        return new Chart(List.of());
    }

    /** With a file of values over it. */
    Chart with(Path values) {
        return new Chart(Stream.concat(overlays.stream(), Stream.of(values)).toList());
    }

    /** With one of the files of values that come with the chart. */
    Chart withOwn(String file) {
        return with(DIRECTORY.resolve(file));
    }

    /** With values over it, as YAML. */
    Chart with(String yaml) {
        try {
            Path file = Files.createTempFile("values", ".yaml");
            file.toFile().deleteOnExit();
            return with(Files.writeString(file, yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that Helm would send to the cluster, hooks left out. */
    Rendered render() {
        return RENDERED.computeIfAbsent(overlays, _ -> Rendered.of(text()));
    }

    /**
     * The same as text.
     *
     * @throws IllegalStateException if Helm refuses the values, with its words
     */
    String text() {
        return template(Copy.FOR_NO_CLUSTER);
    }

    /** The hooks: of the chart with their annotations taken away, since Helm's library renders all but hooks. */
    Rendered renderHooks() {
        return HOOKS.computeIfAbsent(overlays, _ -> withoutHookAnnotations().without(render()));
    }

    private Rendered withoutHookAnnotations() {
        Path copy = changed("migrations.yaml", "(?m)^ *helm\\.sh/hook.*\\R");
        return Rendered.of(template(copy));
    }

    /** Installs it into a cluster. */
    void install(Cluster cluster) {
        InstallCommand command = new Helm(DIRECTORY)
                .install()
                .withName(RELEASE)
                .withNamespace(NAMESPACE)
                .disableOpenApiValidation()
                .withKubeConfigContents(cluster.kubeConfig());
        overlays.forEach(command::withValuesFile);
        command.call();
    }

    /** Upgrades it to these values. */
    void upgrade(Cluster cluster) {
        UpgradeCommand command = new Helm(DIRECTORY)
                .upgrade()
                .withName(RELEASE)
                .withNamespace(NAMESPACE)
                .disableOpenApiValidation()
                .withKubeConfigContents(cluster.kubeConfig());
        overlays.forEach(command::withValuesFile);
        command.call();
    }

    private String template(Path chart) {
        TemplateCommand command = new Helm(chart).template().withName(RELEASE).withNamespace(NAMESPACE);
        overlays.forEach(command::withValuesFile);
        return command.call();
    }

    /**
     * A copy of the chart for Helm's library, which takes the cluster that it is not connected to for one of 1.20, and refuses charts
     * that want a later one.
     *
     * @param template one of the templates
     * @param without what is removed from it
     */
    private static Path changed(String template, String without) {
        try {
            Path copy = Files.createTempDirectory("chart");
            copy(DIRECTORY, copy);
            remove(copy.resolve("Chart.yaml"), "(?m)^kubeVersion:.*\\R");
            remove(copy.resolve("templates").resolve(template), without);
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What helm lint has against the chart with these values: nothing, or its whole answer. */
    List<String> lint() {
        try {
            Path copy = Files.createTempDirectory("chart");
            copy(DIRECTORY, copy);
            Path values = copy.resolve("values.yaml"); // lint takes no other values
            Map<String, Object> merged = read(values);
            for (Path overlay : overlays) {
                merge(merged, read(overlay));
            }
            Files.writeString(values, new Yaml().dump(merged));
            LintResult result = new Helm(copy).lint().strict().call();
            return result.isFailed() ? result.getMessages() : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> read(Path yaml) throws IOException {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(yaml));
    }

    @SuppressWarnings("unchecked")
    private static void merge(Map<String, Object> into, Map<String, Object> over) {
        over.forEach((key, value) -> {
            if (value instanceof Map<?, ?> map && into.get(key) instanceof Map<?, ?> below) {
                merge((Map<String, Object>) below, (Map<String, Object>) map);
            } else {
                into.put(key, value);
            }
        });
    }

    private static void remove(Path file, String pattern) throws IOException {
        Files.writeString(file, Files.readString(file).replaceAll(pattern, ""));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    /** Made when it is needed first. */
    private static final class Copy {
        static final Path FOR_NO_CLUSTER = changed("NOTES.txt", "(?!)");
    }
}

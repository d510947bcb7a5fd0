package io.hongyan.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hongyan.images.ImageTar.Entry;
import io.hongyan.images.ImageTar.Layer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of the images, of each that was built just before: its layers on top of whatever base it has. */
class ImagesTest {

    private static final int LAYERS = 4;
    private static final int WRITABLE_BY_OTHERS = 0022;

    @ParameterizedTest
    @ValueSource(strings = {"connector", "message", "presence", "history", "push"})
    void beginsAsNobodyInParticularAndIsTheSameWheneverItIsBuilt(String service) throws IOException {
        ImageTar image = image(service);

        JsonNode config = image.config();
        assertThat(config.path("created").asText()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(config.at("/config/User").asText()).isEqualTo("10001:10001");
        assertThat(config.at("/config/WorkingDir").asText()).isEqualTo("/app");
        assertThat(texts(config.at("/config/Entrypoint"))).containsExactly("java", "-jar", "/app/quarkus-run.jar");
        assertThat(config.path("os").asText()).isEqualTo("linux");
        assertThat(ours(image).stream().flatMap(layer -> layer.files().stream()))
                .isNotEmpty()
                .allSatisfy(file -> {
                    assertThat(file.changed()).isEqualTo(1);
                    assertThat(file.user()).isZero(); // and not whoever runs it, who cannot change it
                    assertThat(file.mode() & WRITABLE_BY_OTHERS).isZero();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"connector", "message", "presence", "history", "push"})
    void layersGoByHowOftenTheyChange(String service) throws IOException {
        List<Layer> layers = ours(image(service));

        assertThat(layers.get(0).names())
                .isNotEmpty()
                .allMatch(name -> name.startsWith("app/lib/"))
                .noneMatch(name -> name.contains("io.hongyan."));
        assertThat(layers.get(1).names()).isNotEmpty().allMatch(name -> name.startsWith("app/lib/main/io.hongyan."));
        assertThat(layers.get(2).names())
                .contains("app/quarkus-run.jar")
                .noneMatch(name -> name.startsWith("app/lib/"));
        assertThat(layers.get(3).names()).containsExactly("app/sbom/bom.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"connector", "message", "presence", "history", "push"})
    void nothingOfThePackageIsMissingOrChanged(String service) throws IOException {
        Path built = module(service).resolve("quarkus-app");
        List<Entry> files = ours(image(service)).stream()
                .flatMap(layer -> layer.files().stream())
                .filter(file -> !file.name().startsWith("app/sbom/"))
                .toList();

        for (Entry file : files) {
            assertThat(file.bytes())
                    .as(file.name())
                    .isEqualTo(Files.readAllBytes(built.resolve(file.name().replaceFirst("^app/", ""))));
        }
        try (Stream<Path> all = Files.walk(built)) {
            assertThat(files)
                    .extracting(Entry::name)
                    .containsExactlyInAnyOrderElementsOf(all.filter(Files::isRegularFile)
                            .map(file -> "app/" + built.relativize(file))
                            .filter(name -> !name.endsWith(".txt"))
                            .toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"connector", "message", "presence", "history", "push"})
    void theBillOfMaterialsHasEveryLibrary(String service) throws IOException {
        List<Layer> layers = ours(image(service));
        JsonNode bom =
                new ObjectMapper().readTree(layers.get(3).files().getFirst().bytes());
        Set<String> listed = StreamSupport.stream(bom.get("components").spliterator(), false)
                .map(it -> "%s.%s-%s"
                        .formatted(
                                it.path("group").asText(),
                                it.path("name").asText(),
                                it.path("version").asText()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(bom.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(bom.at("/metadata/component/name").asText()).isEqualTo("hongyan-" + service + "-service");
        assertThat(libraries(layers))
                .allSatisfy(library ->
                        assertThat(listed).anyMatch(name -> library.equals(name) || library.startsWith(name + "-")));
    }

    /** The names of jars: group, artifact, version, and perhaps a classifier. */
    private static List<String> libraries(List<Layer> layers) {
        return Stream.of(layers.get(0), layers.get(1))
                .flatMap(layer -> layer.names().stream())
                .filter(name -> name.startsWith("app/lib/main/"))
                .map(name -> name.replaceFirst("^app/lib/main/", "").replaceFirst("\\.jar$", ""))
                .toList();
    }

    /** The upper ones; below are those of the base. */
    private static List<Layer> ours(ImageTar image) {
        List<Layer> all = image.layers();
        assertThat(all).hasSizeGreaterThanOrEqualTo(LAYERS);
        return all.subList(all.size() - LAYERS, all.size());
    }

    private static ImageTar image(String service) throws IOException {
        Path tar = Path.of("target", service + "-service.tar");
        assertThat(Files.getLastModifiedTime(tar).toInstant())
                .as("%s is older than what it is made of", tar)
                .isAfterOrEqualTo(changed(module(service).resolve("quarkus-app").resolve("quarkus-run.jar")));
        return ImageTar.read(tar);
    }

    private static Instant changed(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toInstant();
    }

    private static Path module(String service) {
        return Path.of("..", service + "-service", "target");
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}

package io.hongyan.eventlog.asyncapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.hongyan.eventlog.CloudEvents;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** {@code docs/events} says what the contracts and the topics are. {@value #RENEW} writes it anew. */
class AsyncApiTest {

    private static final Path FOLDER = Path.of("../docs/events");
    private static final Path DOCUMENT = FOLDER.resolve("asyncapi.yaml");
    private static final Path PAGE = FOLDER.resolve("README.md");
    private static final String BEGIN = "<!-- topics: begin, made by AsyncApiTest -->\n";
    private static final String END = "<!-- topics: end -->\n";

    static final String RENEW =
            "mvn -pl eventlog -am package -Dtest=AsyncApiTest -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Dhongyan.events.renew=true";

    private static final ObjectMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build());

    private final ObjectNode made = AsyncApiDocument.of(PublicTopic.all());

    @Test
    void theDocumentThatIsKeptIsCurrent() throws IOException {
        String text = "# Made from proto/ and io.hongyan.eventlog.Topics, by AsyncApiTest. Renew it:\n# "
                + RENEW
                + "\n"
                + YAML.writeValueAsString(made);
        if (isRenewed()) {
            Files.writeString(DOCUMENT, text);
        }

        assertThat(Files.readString(DOCUMENT))
                .as("%s is out of date. Renew it: %s", DOCUMENT, RENEW)
                .isEqualTo(text);
        assertThat(YAML.readTree(text)).isEqualTo(new ObjectMapper().readTree(made.toString()));
    }

    @Test
    void thePageHasTheSameTopics() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        if (isRenewed()) {
            page = page.substring(0, begin) + table() + page.substring(page.indexOf(END));
            Files.writeString(PAGE, page);
        }

        assertThat(page.substring(begin, page.indexOf(END)))
                .as("The table of %s is out of date. Renew it: %s", PAGE, RENEW)
                .isEqualTo(table());
    }

    @Test
    void itIsAsyncApi() throws IOException {
        assertThat(schema().validate(new ObjectMapper().readTree(made.toString())))
                .isEmpty();
    }

    @Test
    void theSchemaIsOneThatSeesMistakes() throws IOException {
        ObjectNode wrong = made.deepCopy();
        ((ObjectNode) wrong.at("/channels/events/bindings/kafka")).put("partitions", 0);
        ((ObjectNode) wrong.at("/operations/events")).put("action", "publish");

        assertThat(schema().validate(wrong))
                .extracting(it -> it.getInstanceLocation().toString())
                .anyMatch(place -> place.contains("partitions"))
                .anyMatch(place -> place.contains("operations.events"));
    }

    @Test
    void whatItRefersToIsThere() {
        List<String> references = made.findValuesAsText("$ref");

        assertThat(references)
                .isNotEmpty()
                .allSatisfy(to -> assertThat(made.at(to.substring(1)).isMissingNode())
                        .as(to)
                        .isFalse());
    }

    @Test
    void itHasTheHeadersThatAreWritten() {
        var headers = new RecordHeaders();
        new CloudEvents("1", "t", "/s", Instant.EPOCH, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .writeTo(headers);
        Map<String, String> written = new TreeMap<>();
        headers.forEach(header -> written.put(header.key(), new String(header.value(), UTF_8)));

        assertThat(Header.all()).extracting(Header::name).containsExactlyInAnyOrderElementsOf(written.keySet());
        assertThat(Header.all()).allSatisfy(header -> {
            if (header.only() != null) {
                assertThat(written).containsEntry(header.name(), header.only());
            }
        });
    }

    /** The sources name the headers as they are in code, where nothing but a search can hold them against. */
    @Test
    void writersCallThemselvesWhatItSays() throws IOException {
        for (PublicTopic topic : PublicTopic.all()) {
            String service = "../" + Objects.requireNonNull(topic.writer().split(",")[0]) + "/src/main/java";
            try (Stream<Path> files = Files.walk(Path.of(service))) {
                assertThat(files.filter(file -> file.toString().endsWith(".java")))
                        .as("%s writes %s", service, topic.source())
                        .anySatisfy(file -> assertThat(Files.readString(file))
                                .contains("\"" + topic.source() + "\"")
                                .contains("new CloudEvents("));
            }
        }
    }

    private static String table() {
        var table = new StringBuilder("""
                | topic | key | partitions | kept | order | delivery | written by |
                |---|---|---|---|---|---|---|
                """);
        for (PublicTopic topic : PublicTopic.all()) {
            table.append("| `%s` | %s | %d | %s | %s | %s | %s |\n"
                    .formatted(
                            topic.spec().name(),
                            topic.key(),
                            topic.spec().partitions(),
                            topic.kept(),
                            topic.order(),
                            topic.delivery(),
                            topic.writer()));
        }
        return table.toString();
    }

    private static JsonSchema schema() throws IOException {
        String file = "/asyncapi/%s.json.gz".formatted(AsyncApiDocument.VERSION);
        try (InputStream packed = Objects.requireNonNull(AsyncApiTest.class.getResourceAsStream(file))) {
            JsonNode schema = new ObjectMapper().readTree(new GZIPInputStream(packed));
            return JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(schema);
        }
    }

    private static boolean isRenewed() {
        return Boolean.getBoolean("hongyan.events.renew");
    }
}

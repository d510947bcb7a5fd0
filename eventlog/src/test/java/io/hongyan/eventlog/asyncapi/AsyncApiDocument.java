package io.hongyan.eventlog.asyncapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import io.hongyan.eventlog.CloudEvents;
import java.util.List;
import java.util.stream.Stream;

/** The public topics as an AsyncAPI 3 document: what the suite, seen from outside, sends. */
final class AsyncApiDocument {

    static final String VERSION = "3.0.0";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String BINDING = "0.5.0";
    private static final String PROTOBUF = "application/vnd.google.protobuf;version=3";

    private final ObjectNode document = NODES.objectNode();

    private AsyncApiDocument() {}

    static ObjectNode of(List<PublicTopic> topics) {
        var made = new AsyncApiDocument();
        made.head();
        ObjectNode channels = made.document.putObject("channels");
        ObjectNode operations = made.document.putObject("operations");
        ObjectNode components = made.document.putObject("components");
        ObjectNode messages = components.putObject("messages");
        ObjectNode schemas = components.putObject("schemas");
        for (PublicTopic topic : topics) {
            channel(topic, channels.putObject(topic.channel()));
            operation(topic, operations.putObject(topic.channel()));
            kinds(topic).forEach(kind -> message(topic, kind, messages));
            ProtoSource.files(topic.message()).forEach(file -> schema(topic, file, schemas));
        }
        headers(schemas.putObject("Headers"));
        components
                .putObject("securitySchemes")
                .putObject("team")
                .put("type", "scramSha512")
                .put(
                        "description",
                        "A KafkaUser for each team, which may read and nothing else: docs/events/README.md.");
        return made.document;
    }

    private void head() {
        document.put("asyncapi", VERSION);
        document.putObject("info")
                .put("title", "Hongyan's public topics")
                .put("version", "1.0.0")
                .put(
                        "description",
                        "What other teams may build on. Made from proto/ and io.hongyan.eventlog.Topics; how to read them:"
                                + " docs/events/README.md. Topics change compatibly only: what does not know a field or a"
                                + " kind passes over it.");
        document.put("defaultContentType", CloudEvents.CONTENT_TYPE);
        ObjectNode kafka = document.putObject("servers").putObject("kafka");
        kafka.put("host", "{brokers}").put("protocol", "kafka-secure");
        kafka.putObject("variables")
                .putObject("brokers")
                .put("default", "localhost:7490")
                .put("description", "The brokers; the default is ./hongyan up, which asks for no credentials.");
        kafka.putArray("security").add(reference("#/components/securitySchemes/team"));
    }

    private static void channel(PublicTopic topic, ObjectNode channel) {
        channel.put("address", topic.spec().name());
        channel.put("description", """
                - Key: %s.
                - Order: %s.
                - Kept: %s.
                - Delivery: %s.
                - Written by: %s, and nobody else.
                """.formatted(
                        topic.key(), topic.order(), topic.kept(), topic.delivery(), topic.writer()));
        ObjectNode messages = channel.putObject("messages");
        kinds(topic).forEach(kind -> messages.set(kind.name(), reference("#/components/messages/" + kind.name())));
        ObjectNode kafka = channel.putObject("bindings").putObject("kafka");
        kafka.put("topic", topic.spec().name()).put("partitions", topic.spec().partitions());
        ObjectNode settings = kafka.putObject("topicConfiguration");
        topic.policies().forEach(settings.putArray("cleanup.policy")::add);
        if (topic.config().containsKey("retention.ms")) {
            settings.put("retention.ms", Long.parseLong(topic.config().get("retention.ms")));
        }
        kafka.put("bindingVersion", BINDING);
    }

    private static void operation(PublicTopic topic, ObjectNode operation) {
        operation.put("action", "send").put("summary", "By " + topic.writer() + ".");
        operation.set("channel", reference("#/channels/" + topic.channel()));
    }

    private static void message(PublicTopic topic, Kind kind, ObjectNode messages) {
        ObjectNode message = messages.putObject(kind.name());
        message.put("name", kind.type()).put("summary", kind.summary());
        ArrayNode headers = message.putObject("headers").putArray("allOf");
        headers.add(reference("#/components/schemas/Headers"));
        ObjectNode own = headers.addObject().put("type", "object").putObject("properties");
        own.putObject("ce_id").put("description", topic.id());
        own.putObject("ce_type").put("const", kind.type());
        own.putObject("ce_source").put("const", topic.source());
        message.set(
                "payload", reference("#/components/schemas/" + topic.message().getFullName()));
        ObjectNode kafka = message.putObject("bindings").putObject("kafka");
        kafka.putObject("key").put("type", "string").put("description", topic.key());
        kafka.put("bindingVersion", BINDING);
    }

    /** The Protobuf of a message, and of what it takes from other files under the name of their package. */
    private static void schema(PublicTopic topic, FileDescriptor file, ObjectNode schemas) {
        boolean own = file.equals(topic.message().getFile());
        ObjectNode schema = schemas.putObject(own ? topic.message().getFullName() : file.getPackage());
        schema.put("schemaFormat", PROTOBUF);
        schema.put("schema", ProtoSource.of(topic.message(), file));
        schema.put("x-file", "proto/src/main/proto/" + file.getName());
    }

    private static void headers(ObjectNode schema) {
        schema.put("type", "object").put("description", "CloudEvents 1.0 in binary mode; all values are UTF-8.");
        List<Header> all = Header.all();
        ArrayNode required = schema.putArray("required");
        all.stream().filter(Header::always).map(Header::name).forEach(required::add);
        ObjectNode properties = schema.putObject("properties");
        for (Header header : all) {
            ObjectNode property = properties.putObject(header.name()).put("type", "string");
            property.put("description", header.description());
            if (header.only() != null) {
                property.put("const", header.only());
            }
        }
    }

    /** What {@code ce_type} can be in a topic. */
    private static Stream<Kind> kinds(PublicTopic topic) {
        String whole = topic.message().getFullName();
        if (topic.firstKind() == 0) {
            return Stream.of(new Kind(topic.message().getName(), whole, "All records are of this one kind."));
        }
        return topic.message().findFieldByNumber(topic.firstKind()).getContainingOneof().getFields().stream()
                .map(field -> new Kind(name(field), whole + "." + field.getName(), ProtoSource.comment(field)));
    }

    private static String name(FieldDescriptor field) {
        return field.getMessageType().getName();
    }

    private static ObjectNode reference(String to) {
        return NODES.objectNode().put("$ref", to);
    }

    private record Kind(String name, String type, String summary) {}
}

package io.hongyan.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Every value of the chart as a table: what it is, from the comment above it in {@code values.yaml}; what it may be, from
 * {@code values.schema.json}; what it is by default. What each component has is one row, with the words that stand at the connector.
 */
final class ValuesTable {

    private static final Pattern KEY = Pattern.compile("^( *)([A-Za-z0-9]+):(?: +(.*))?$");
    private static final int INDENT = 2;
    private static final int SHARED_BY = 5;

    /**
     * One value.
     *
     * @param comment empty if there is none above it
     * @param text what stands behind its name, or below it, on one line
     */
    record Value(String comment, String text) {}

    private final Map<String, Value> values = new LinkedHashMap<>();
    private final JsonNode schema;

    ValuesTable() throws IOException {
        schema = new ObjectMapper()
                .readTree(Chart.DIRECTORY.resolve("values.schema.json").toFile());
        read(Files.readAllLines(Chart.DIRECTORY.resolve("values.yaml")));
    }

    /** All values by their paths, those with others below them left out. */
    Map<String, Value> values() {
        return values;
    }

    /** The paths that the schema knows, down to where names are free or a shape is defined once. */
    List<String> schemaPaths() {
        List<String> paths = new ArrayList<>();
        addPaths(paths, "", schema);
        paths.remove("global");
        return paths;
    }

    /** As Markdown. */
    String markdown() {
        StringBuilder table = new StringBuilder("| value | default | may be | what |\n|---|---|---|---|\n");
        Set<String> shared = new HashSet<>();
        values.forEach((path, value) -> {
            if (!isShared(path)) {
                row(table, path, code(value.text()), path, value.comment());
            } else if (shared.add(rest(path))) {
                row(table, "COMPONENT." + rest(path), defaults(rest(path)), path, value.comment());
            }
        });
        return table.toString();
    }

    /** Whether most components have a value of that name; where the first has it, its words stand for all. */
    boolean isShared(String path) {
        return RenderingTest.COMPONENTS.contains(path.replaceFirst("\\..*", ""))
                && having(rest(path)).size() >= SHARED_BY;
    }

    /** Whether an earlier component has a value of that name. */
    boolean isRepeated(String path) {
        return isShared(path) && !path.startsWith(having(rest(path)).getFirst() + ".");
    }

    private List<String> having(String rest) {
        return RenderingTest.COMPONENTS.stream()
                .filter(component -> values.containsKey(component + "." + rest))
                .toList();
    }

    private static String rest(String path) {
        return path.substring(path.indexOf('.') + 1);
    }

    /** The defaults of all components: one if they agree. */
    private String defaults(String rest) {
        Map<String, List<String>> byText = having(rest).stream()
                .collect(Collectors.groupingBy(
                        component -> text(component + "." + rest), LinkedHashMap::new, Collectors.toList()));
        return byText.size() == 1
                ? code(byText.keySet().iterator().next())
                : byText.entrySet().stream()
                        .map(entry -> String.join(", ", entry.getValue()) + ": " + code(entry.getKey()))
                        .collect(Collectors.joining("; "));
    }

    private String text(String path) {
        return Objects.requireNonNull(values.get(path)).text();
    }

    private void row(StringBuilder table, String name, String standard, String path, String comment) {
        table.append("| `%s` | %s | %s | %s |\n".formatted(name, standard, bounds(path), comment.replace("|", "\\|")));
    }

    private static String code(String text) {
        return text.isEmpty() || text.equals("\"\"") ? "" : "`" + text + "`";
    }

    private String bounds(String path) {
        JsonNode node = schema;
        for (String part : path.split("\\.", -1)) {
            node = resolve(node).path("properties").path(part);
        }
        node = resolve(node);
        if (node.has("enum")) {
            return StreamSupport.stream(node.get("enum").spliterator(), false)
                    .map(it -> "`" + it.asText() + "`")
                    .collect(Collectors.joining(", "));
        }
        String type = node.path("type").asText();
        if (node.has("minimum")) {
            return "%s to %s"
                    .formatted(
                            node.get("minimum").asText(), node.path("maximum").asText("any"));
        }
        return switch (type) {
            case "boolean" -> "`true`, `false`";
            case "array" -> "a list";
            case "object" -> "a map";
            case "integer" -> "a number";
            default -> "text";
        };
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? schema.at(node.get("$ref").asText().substring(1)) : node;
    }

    private void addPaths(List<String> paths, String prefix, JsonNode node) {
        node.path("properties").properties().forEach(entry -> {
            String path = prefix + entry.getKey();
            if (entry.getValue().has("properties") && !values.containsKey(path)) {
                addPaths(paths, path + ".", entry.getValue());
            } else {
                paths.add(path);
            }
        });
    }

    /** Reads keys line by line, for a parser would lose the comments. What is in the schema's shapes is taken as one. */
    private void read(List<String> lines) {
        Deque<String> path = new ArrayDeque<>();
        String comment = "";
        for (String line : lines) {
            Matcher key = KEY.matcher(line);
            if (line.strip().startsWith("#")) {
                comment = line.strip().substring(1).strip();
            } else if (line.isBlank()) {
                comment = "";
            } else if (isWithin(path)) {
                String whole = String.join(".", path);
                if (line.indexOf(line.strip()) > INDENT * (path.size() - 1)) {
                    values.merge(whole, new Value("", line.strip()), ValuesTable::joined);
                    continue;
                }
            }
            if (key.matches()) {
                while (path.size() > key.group(1).length() / INDENT) {
                    path.removeLast();
                }
                path.addLast(key.group(2));
                String text = key.group(3) == null ? "" : key.group(3);
                if (!text.isEmpty() || isWithin(path)) {
                    values.put(String.join(".", path), new Value(comment, text));
                }
                comment = "";
            }
        }
    }

    private static Value joined(Value above, Value line) {
        return new Value(above.comment(), (above.text() + " " + line.text()).strip());
    }

    /** Whether a path is of a value that is a map or a list of its own shape, written over several lines. */
    private static boolean isWithin(Deque<String> path) {
        return !path.isEmpty() && List.of("resources", "dns").contains(path.getLast());
    }
}

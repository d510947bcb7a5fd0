package io.hongyan.helm;

import static java.util.Locale.ROOT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Which configuration keys exist: those of Kafka's clients, those that Quarkus's extensions document and that count at run time, and
 * those that a service's own classes map or that its {@code application.properties} refers to.
 */
final class KnownKeys {

    private static final String QUARKUS_KEYS = "META-INF/quarkus-config-doc/quarkus-config-model.json";
    private static final Pattern REFERRED = Pattern.compile("\\$\\{(hongyan\\.[a-z.-]+)");

    private static final Pattern NAME = Pattern.compile("\"[^\"]*\"");

    /** Patterns, since a part between dots may be any name: {@code hongyan.message.api.credentials."NAME".senders}. */
    private final Set<Pattern> quarkus;

    private final Map<String, Set<Pattern>> own = new HashMap<>();

    KnownKeys() throws IOException {
        quarkus = quarkusKeys();
        for (String service : Set.of("connector", "message", "presence", "history", "push")) {
            own.put(service, ownKeys(service));
        }
    }

    /** Whether a service knows a key. */
    boolean knows(String service, String key) {
        if (key.startsWith("kafka.")) {
            String setting = key.substring("kafka.".length());
            return ProducerConfig.configNames().contains(setting)
                    || ConsumerConfig.configNames().contains(setting)
                    || AdminClientConfig.configNames().contains(setting);
        }
        Set<Pattern> patterns = key.startsWith("hongyan.") ? own.getOrDefault(service, Set.of()) : quarkus;
        return patterns.stream().anyMatch(pattern -> pattern.matcher(key).matches());
    }

    /** The key that a variable of the environment stands for, if it is one of a service's. */
    boolean knowsVariable(String service, String variable) {
        String dotted = variable.toLowerCase(ROOT).replace('_', '.');
        return knows(service, dotted);
    }

    private static Set<Pattern> quarkusKeys() throws IOException {
        Set<Pattern> keys = new HashSet<>();
        var json = new ObjectMapper();
        ClassLoader loader = KnownKeys.class.getClassLoader();
        for (URL url : Collections.list(loader.getResources(QUARKUS_KEYS))) {
            json.readTree(url).findParents("path").stream()
                    .filter(property -> property.path("phase").asText().equals("RUN_TIME"))
                    .map(property -> property.path("path").path("property"))
                    .filter(JsonNode::isTextual)
                    .forEach(property -> keys.add(pattern(property.asText())));
        }
        return keys;
    }

    private static Set<Pattern> ownKeys(String service) throws IOException {
        Set<String> keys = new TreeSet<>();
        new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(
                                "io.hongyan." + service, "io.hongyan.eventlog.database", "io.hongyan.eventlog.tls")
                        .stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .map(JavaClass::reflect)
                        .forEach(type -> addKeys(
                                keys, type.getAnnotation(ConfigMapping.class).prefix(), type));
        Path properties = Path.of("..", service + "-service", "src", "main", "resources", "application.properties");
        REFERRED.matcher(Files.readString(properties)).results().forEach(found -> keys.add(found.group(1)));
        if (service.equals("message")) {
            keys.add("hongyan.roles"); // no mapping has it: message-service's RolesInterceptor looks at it
        }
        return keys.stream().map(KnownKeys::pattern).collect(Collectors.toSet());
    }

    /** Adds the keys of a mapping, as SmallRye names them: words with dashes, a group below its parent, a map by its names. */
    private static void addKeys(Set<String> keys, String prefix, Class<?> mapping) {
        for (Method method : mapping.getMethods()) {
            if (method.isDefault()) {
                continue;
            }
            WithName named = method.getAnnotation(WithName.class);
            String word = named == null
                    ? method.getName().replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(ROOT)
                    : named.value();
            String key = prefix + "." + word;
            if (method.getGenericReturnType() instanceof ParameterizedType map && map.getRawType() == Map.class) {
                addKeys(keys, key + ".\"*\"", (Class<?>) map.getActualTypeArguments()[1]);
            } else if (method.getReturnType().getName().startsWith("io.hongyan.")
                    && method.getReturnType().isInterface()) {
                addKeys(keys, key, method.getReturnType());
            } else {
                keys.add(key);
            }
        }
    }

    /** What is in quotes in a documented key stands for any name, with or without quotes. */
    private static Pattern pattern(String key) {
        StringBuilder regex = new StringBuilder();
        int end = 0;
        Matcher name = NAME.matcher(key);
        while (name.find()) {
            regex.append(Pattern.quote(key.substring(end, name.start()))).append("(\"[^\"]+\"|[^.]+)");
            end = name.end();
        }
        regex.append(Pattern.quote(key.substring(end)));
        return Pattern.compile(regex.toString());
    }
}

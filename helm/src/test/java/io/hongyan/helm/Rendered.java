package io.hongyan.helm;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What came of the chart: objects that fit their models.
 *
 * @param objects in the order in which Helm sends them
 */
record Rendered(List<HasMetadata> objects) {

    /** Reads what Helm rendered. YAML 1.1 as a cluster reads it, no key twice. */
    static Rendered of(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        Iterable<Object> documents = new Yaml(new SafeConstructor(options)).loadAll(text);
        return new Rendered(StreamSupport.stream(documents.spliterator(), false)
                .filter(Map.class::isInstance) // a template that renders nothing is an empty document
                .map(Rendered::asMap)
                .map(Models::read)
                .toList());
    }

    /** What the other does not have. */
    Rendered without(Rendered other) {
        Set<String> known = other.objects.stream().map(Rendered::id).collect(Collectors.toSet());
        return new Rendered(
                objects.stream().filter(object -> !known.contains(id(object))).toList());
    }

    /** All objects of a kind. */
    <T extends HasMetadata> List<T> all(Class<T> kind) {
        return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** One object by its name. */
    <T extends HasMetadata> T get(Class<T> kind, String name) {
        return all(kind).stream()
                .filter(object -> object.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("No " + kind.getSimpleName() + " " + name));
    }

    /** The pods of all workloads, by the workload's name. */
    Map<String, PodTemplateSpec> pods() {
        Map<String, PodTemplateSpec> pods = new TreeMap<>();
        all(Deployment.class).forEach(it -> pods.put(name(it), it.getSpec().getTemplate()));
        all(StatefulSet.class).forEach(it -> pods.put(name(it), it.getSpec().getTemplate()));
        all(Job.class).forEach(it -> pods.put(name(it), it.getSpec().getTemplate()));
        return pods;
    }

    /** The pod of one workload. */
    PodTemplateSpec pod(String workload) {
        return Objects.requireNonNull(pods().get(workload), () -> "No workload " + workload);
    }

    /** The configuration of each component, and of each migration, by its name without the release's. */
    Map<String, Map<String, String>> configuration() {
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        for (ConfigMap map : all(ConfigMap.class)) {
            if (component(map).startsWith("dashboard-")) {
                continue;
            }
            all.put(component(map), properties(map.getData().getOrDefault("hongyan.properties", "")));
        }
        return all;
    }

    /** The name of an object without the release's. */
    static String component(HasMetadata object) {
        return name(object).replaceFirst("^" + Chart.RELEASE + "-", "");
    }

    /** What tells an object from all others. */
    static String id(HasMetadata object) {
        return object.getKind() + "/" + name(object);
    }

    private static String name(HasMetadata object) {
        return object.getMetadata().getName();
    }

    private static Map<String, String> properties(String text) {
        try {
            Properties read = new Properties();
            read.load(new StringReader(text));
            return read.entrySet().stream()
                    .collect(Collectors.toMap(
                            entry -> entry.getKey().toString(),
                            entry -> entry.getValue().toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(Object document) {
        return (Map<String, Object>) document;
    }
}

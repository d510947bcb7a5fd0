package io.hongyan.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The services know every key that the chart sets, and what it sets fits what they are. */
class ConfigurationTest {

    /** For the JVM, and for who reads the configuration before there is any. */
    private static final Set<String> OTHER_VARIABLES = Set.of("JDK_JAVA_OPTIONS", "SMALLRYE_CONFIG_LOCATIONS");

    private static KnownKeys known;

    @BeforeAll
    static void readKeys() throws IOException {
        known = new KnownKeys();
    }

    static Stream<Named<Chart>> switches() {
        return Switches.all();
    }

    @ParameterizedTest
    @MethodSource("switches")
    void everyKeyIsOneOfTheService(Chart chart) {
        Stream.of(chart.render(), chart.renderHooks())
                .flatMap(rendered -> rendered.configuration().entrySet().stream())
                .forEach(entry -> assertThat(entry.getValue().keySet())
                        .describedAs(entry.getKey())
                        .isNotEmpty()
                        .allMatch(key -> known.knows(service(entry.getKey()), key)));
    }

    @ParameterizedTest
    @MethodSource("switches")
    void everyVariableIsAKeyOfTheService(Chart chart) {
        chart.render()
                .pods()
                .forEach((name, pod) -> assertThat(pod.getSpec().getContainers().getFirst().getEnv().stream()
                                .map(EnvVar::getName)
                                .filter(variable -> !OTHER_VARIABLES.contains(variable)))
                        .describedAs(name)
                        .allMatch(variable -> known.knowsVariable(service(last(name)), variable)));
    }

    @Test
    void aKeyThatNobodyKnowsIsFound() {
        assertThat(known.knows("connector", "hongyan.connector.drain.time-max")).isTrue();
        assertThat(known.knows("connector", "hongyan.connector.drain.time-maximum"))
                .isFalse();
        assertThat(known.knows("history", "hongyan.connector.drain.time-max")).isFalse();
        assertThat(known.knows("message", "hongyan.message.api.credentials.\"shop\".senders"))
                .isTrue();
        assertThat(known.knows("message", "hongyan.message.api.credentials.\"shop\".sender"))
                .isFalse();
        assertThat(known.knows("push", "quarkus.grpc.clients.unread.load-balancing-policy"))
                .isTrue();
        assertThat(known.knows("push", "quarkus.grpc.clients.unread.load-balancer"))
                .isFalse();
        assertThat(known.knows("push", "quarkus.datasource.db-kind")).isFalse(); // too late for it at run time
        assertThat(known.knows("push", "kafka.sasl.mechanism")).isTrue();
        assertThat(known.knows("push", "kafka.sasl.mechanisms")).isFalse();
    }

    @Test
    void credentialsAreKeysOfTheSendApi() throws IOException {
        Secret secret = Switches.named("a send API with credentials and an Ingress")
                .render()
                .get(Secret.class, "hongyan-api-credentials");
        Properties properties = new Properties();
        properties.load(new StringReader(secret.getStringData().get("credentials.properties")));

        assertThat(properties)
                .hasSize(5)
                .containsEntry("hongyan.message.api.credentials.\"shop\".may-revoke", "true")
                .containsEntry("hongyan.message.api.credentials.\"shop\".senders", "shop,shop.*");
        assertThat(properties.stringPropertyNames()).allMatch(key -> known.knows("message", key));
    }

    @Test
    void extraConfigIsOverWhatTheChartSays() {
        Map<String, String> configuration = Chart.ofASite()
                .with("connector: {extraConfig: {hongyan.connector.drain.spread: 7s}}")
                .render()
                .configuration()
                .get("connector");

        assertThat(configuration).containsEntry("hongyan.connector.drain.spread", "7s");
    }

    @Test
    void addressesThatAProxyHidesRefuseNobody() {
        assertThat(Switches.named("sockets behind an Ingress only")
                        .render()
                        .configuration()
                        .get("connector"))
                .containsEntry("hongyan.connector.socket.offences-max", "0");
        assertThat(Chart.ofASite().render().configuration().get("connector"))
                .doesNotContainKey("hongyan.connector.socket.offences-max");
    }

    /** In a file it would come too late: the process would read and migrate as if it had all roles. */
    @Test
    void eachProcessOfMessageServiceHasOneRoleByAVariable() {
        Rendered rendered = Chart.ofASite().render();

        Stream.of("sequencer", "router", "unread", "api")
                .forEach(role -> assertThat(
                                rendered.pod("hongyan-" + role).getSpec().getContainers().getFirst().getEnv().stream()
                                        .filter(variable -> variable.getName().equals("HONGYAN_ROLES"))
                                        .map(EnvVar::getValue))
                        .containsExactly(role));
        assertThat(rendered.configuration().values())
                .allSatisfy(configuration -> assertThat(configuration).doesNotContainKey("hongyan.roles"));
    }

    @Test
    void portsAreThoseThatTheServicesListenAt() throws IOException {
        for (Map.Entry<String, PodTemplateSpec> pod :
                Chart.ofASite().render().pods().entrySet()) {
            Map<String, Integer> ports = pod.getValue().getSpec().getContainers().getFirst().getPorts().stream()
                    .collect(Collectors.toMap(ContainerPort::getName, ContainerPort::getContainerPort));
            Properties service = properties(service(last(pod.getKey())));

            assertThat(ports.get("http")).hasToString(service.getProperty("quarkus.http.port"));
            if (ports.containsKey("grpc")) {
                assertThat(ports.get("grpc")).hasToString(service.getProperty("quarkus.grpc.server.port"));
            }
        }
    }

    @Test
    void othersAreAskedWhereTheyAre() {
        Rendered rendered = Chart.ofASite().render();

        Drawing.calls()
                .forEach((caller, callees) -> callees.forEach(callee -> {
                    Map<String, String> configuration = rendered.configuration().get(caller);
                    int port =
                            rendered.pod("hongyan-" + callee).getSpec().getContainers().getFirst().getPorts().stream()
                                    .filter(it -> it.getName().equals("grpc"))
                                    .findFirst()
                                    .orElseThrow()
                                    .getContainerPort();
                    assertThat(configuration)
                            .containsEntry("hongyan.grpc." + callee + ".host", "hongyan-" + callee)
                            .containsEntry("hongyan.grpc." + callee + ".port", Integer.toString(port));
                }));
    }

    private static Properties properties(String service) throws IOException {
        Properties properties = new Properties();
        Path file = Path.of("..", service + "-service", "src", "main", "resources", "application.properties");
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }

    /** The service that a component is a process of. */
    private static String service(String component) {
        return switch (last(component)) {
            case "sequencer", "router", "unread", "api" -> "message";
            default -> last(component);
        };
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('-') + 1);
    }
}

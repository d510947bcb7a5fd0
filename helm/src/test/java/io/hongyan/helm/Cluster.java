package io.hongyan.helm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Kubernetes API server that keeps what it is sent and does nothing with it: fabric8's mock, which is told here to say which kinds it
 * knows, as Helm asks first.
 */
final class Cluster implements AutoCloseable {

    /** A kind and its name in paths. */
    private record Kind(String kind, String plural, boolean namespaced) {

        Kind(String kind, String plural) {
            this(kind, plural, true);
        }
    }

    private static final Map<String, List<Kind>> KINDS = Map.of(
            "v1",
            List.of(
                    new Kind("Namespace", "namespaces", false),
                    new Kind("ConfigMap", "configmaps"),
                    new Kind("Secret", "secrets"),
                    new Kind("Service", "services"),
                    new Kind("ServiceAccount", "serviceaccounts")),
            "apps/v1",
            List.of(new Kind("Deployment", "deployments"), new Kind("StatefulSet", "statefulsets")),
            "batch/v1",
            List.of(new Kind("Job", "jobs")),
            "policy/v1",
            List.of(new Kind("PodDisruptionBudget", "poddisruptionbudgets")),
            "networking.k8s.io/v1",
            List.of(new Kind("NetworkPolicy", "networkpolicies"), new Kind("Ingress", "ingresses")));

    private final KubernetesCrudDispatcher kept = new KubernetesCrudDispatcher();
    private final HttpServer server;
    private final KubernetesClient client;

    Cluster() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl(url())
                        .withNamespace(Chart.NAMESPACE)
                        .build())
                .build();
    }

    /** To look at what is there. */
    KubernetesClient client() {
        return client;
    }

    /** How Helm reaches it. */
    String kubeConfig() {
        return """
                apiVersion: v1
                kind: Config
                clusters: [{name: mock, cluster: {server: "%s"}}]
                users: [{name: mock, user: {}}]
                contexts: [{name: mock, context: {cluster: mock, user: mock, namespace: %s}}]
                current-context: mock
                """.formatted(url(), Chart.NAMESPACE);
    }

    @Override
    public void close() {
        client.close();
        server.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:%d/".formatted(server.getAddress().getPort());
    }

    /** Takes one request to fabric8's mock, as JSON, which is all it knows. */
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().toString();
            var headers = Headers.builder();
            // The mock merges lists as a whole, where a cluster merges them by the names of what is in them.
            exchange.getRequestHeaders()
                    .forEach((name, values) -> values.forEach(
                            value -> headers.add(name, value.replace("strategic-merge-patch", "merge-patch"))));
            byte[] sent = exchange.getRequestBody().readAllBytes();
            boolean json = !"application/vnd.kubernetes.protobuf"
                    .equals(exchange.getRequestHeaders().getFirst("Content-Type"));
            byte[] body = json ? sent : StoredRelease.asJson(sent);
            HttpMethod method = HttpMethod.valueOf(exchange.getRequestMethod());
            var request = new RecordedRequest("HTTP/1.1", method, path, headers.build(), new Buffer(body));
            String discovered = discover(path.replaceFirst("\\?.*", ""));
            MockResponse response = discovered == null
                    ? kept.dispatch(request)
                    : new MockResponse().setResponseCode(200).setBody(discovered);
            String text = response.getBody() == null ? "" : response.getBody().readUtf8();
            // Helm finds nothing in a list that does not say of what.
            byte[] answer = text.replace("\"kind\":\"List\"", "\"kind\":\"%sList\"".formatted(kind(path)))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(response.code(), answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    /** What the server says of the kinds that it knows; null if something else is asked. */
    private static @Nullable String discover(String path) {
        return switch (path) {
            case "/version" -> Serialization.asJson(Map.of("major", "1", "minor", "34", "gitVersion", "v1.34.0"));
            case "/api" -> Serialization.asJson(Map.of("kind", "APIVersions", "versions", List.of("v1")));
            case "/apis" ->
                Serialization.asJson(Map.of("kind", "APIGroupList", "apiVersion", "v1", "groups", groups()));
            default -> {
                List<Kind> kinds = KINDS.get(path.replaceFirst("^/apis?/", ""));
                yield kinds == null ? null : Serialization.asJson(resources(path, kinds));
            }
        };
    }

    /** The kind of which a list is asked for. */
    private static String kind(String path) {
        String plural = path.replaceFirst("\\?.*", "").replaceFirst(".*/", "");
        return KINDS.values().stream()
                .flatMap(List::stream)
                .filter(kind -> kind.plural().equals(plural))
                .map(Kind::kind)
                .findFirst()
                .orElse("");
    }

    private static List<Map<String, Object>> groups() {
        return KINDS.keySet().stream()
                .filter(version -> version.contains("/"))
                .map(Cluster::group)
                .toList();
    }

    private static Map<String, Object> group(String groupVersion) {
        String[] parts = groupVersion.split("/", -1);
        Map<String, String> version = Map.of("groupVersion", groupVersion, "version", parts[1]);
        return Map.of("name", parts[0], "versions", List.of(version), "preferredVersion", version);
    }

    private static Map<String, Object> resources(String path, List<Kind> kinds) {
        List<Map<String, Object>> resources = kinds.stream()
                .map(kind -> Map.<String, Object>of(
                        "name",
                        kind.plural(),
                        "singularName",
                        "",
                        "kind",
                        kind.kind(),
                        "namespaced",
                        kind.namespaced(),
                        "verbs",
                        List.of("create", "delete", "get", "list", "patch", "update", "watch")))
                .toList();
        return Map.of(
                "kind",
                "APIResourceList",
                "apiVersion",
                "v1",
                "groupVersion",
                path.replaceFirst("^/apis?/", ""),
                "resources",
                resources);
    }
}

package io.hongyan.helm;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    private final KubernetesMockServer server;
    private final KubernetesClient client;

    Cluster() {
        server = new KubernetesMockServer(
                new Context(Serialization.jsonMapper()), new MockWebServer(), new HashMap<>(), new Discovering(), false);
        server.start();
        client = server.createClient();
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
                clusters: [{name: mock, cluster: {server: "http://localhost:%d"}}]
                users: [{name: mock, user: {}}]
                contexts: [{name: mock, context: {cluster: mock, user: mock, namespace: %s}}]
                current-context: mock
                """.formatted(server.getPort(), Chart.NAMESPACE);
    }

    @Override
    public void close() {
        client.close();
        server.destroy();
    }

    /** Answers what is asked about kinds, and leaves the rest to fabric8. */
    private static final class Discovering extends Dispatcher {

        private final KubernetesCrudDispatcher kept = new KubernetesCrudDispatcher();

        @Override
        public MockResponse dispatch(RecordedRequest request) {
            String path = request.getPath().replaceFirst("\\?.*", "");
            return switch (path) {
                case "/version" -> json(Map.of("major", "1", "minor", "34", "gitVersion", "v1.34.0"));
                case "/api" -> json(Map.of("kind", "APIVersions", "versions", List.of("v1")));
                case "/apis" ->
                    json(Map.of(
                            "kind",
                            "APIGroupList",
                            "apiVersion",
                            "v1",
                            "groups",
                            KINDS.keySet().stream()
                                    .filter(version -> version.contains("/"))
                                    .map(Discovering::group)
                                    .toList()));
                default -> {
                    List<Kind> kinds = KINDS.get(path.replaceFirst("^/apis?/", ""));
                    yield kinds == null ? kept.dispatch(request) : json(resources(path, kinds));
                }
            };
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

        private static MockResponse json(Map<String, Object> body) {
            return new MockResponse()
                    .setResponseCode(200)
                    .setHeader("Content-Type", "application/json")
                    .setBody(Serialization.asJson(body));
        }
    }
}

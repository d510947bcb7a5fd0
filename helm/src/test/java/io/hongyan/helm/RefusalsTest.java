package io.hongyan.helm;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong is refused before anything is sent to a cluster, and the words say which value it is. */
class RefusalsTest {

    static Stream<Arguments> typos() {
        return Stream.of(
                Arguments.of("conector: {replicas: 2}", "conector"),
                Arguments.of("connector: {replicaz: 2}", "replicaz"),
                Arguments.of("connector: {drain: {timeMax: 20}}", "timeMax"),
                Arguments.of("connector: {autoscaling: {mode: keda}}", "mode"),
                Arguments.of("connector: {replicas: 0}", "replicas"),
                Arguments.of("connector: {replicas: many}", "replicas"),
                Arguments.of("connector: {login: {jwks: \"ftp://example.com\"}}", "jwks"),
                Arguments.of(
                        "connector: {extraConfig: {hongyan.connector.limits.connections-max: 20000}}",
                        "connections-max"),
                Arguments.of("connector: {extraConfig: {connections-max: \"20000\"}}", "connections-max"),
                Arguments.of("router: {replicas: 9}", "replicas"),
                Arguments.of("sequencer: {replicationFactor: 0}", "replicationFactor"),
                Arguments.of("sequencer: {persistence: {size: 10GB}}", "size"),
                Arguments.of("api: {credentials: {shop: {secretSha256: hello, senders: [shop]}}}", "secretSha256"),
                Arguments.of("api: {credentials: {shop: {senders: [shop]}}}", "secretSha256"),
                Arguments.of("kafka: {bootstrapServers: kafka}", "bootstrapServers"),
                Arguments.of("redis: {hosts: \"redis://:secret@redis:6379\"}", "hosts"),
                Arguments.of("postgresql: {sslMode: prefer}", "sslMode"),
                Arguments.of("push: {apns: {teamId: short}}", "teamId"),
                Arguments.of("history: {media: {baseUrl: media.example.com}}", "baseUrl"),
                Arguments.of("prometheusRule: {slo: {ack: {seconds: 2}}}", "seconds"),
                Arguments.of("prometheusRule: {slo: {login: {percent: 0.999}}}", "percent"),
                Arguments.of("history: {resources: {limits: {cpu: \"1\", memory: null}}}", "memory"));
    }

    @ParameterizedTest
    @MethodSource("typos")
    void theSchemaNamesTheValue(String yaml, String name) {
        assertThatThrownBy(() -> Chart.ofASite().with(yaml).text()).hasMessageContaining(name);
    }

    static Stream<Arguments> missing() {
        return Stream.of(
                Arguments.of("image: {registry: \"\"}", "image.registry is empty: set it to"),
                Arguments.of("kafka: {bootstrapServers: \"\"}", "kafka.bootstrapServers is empty: set it to"),
                Arguments.of(
                        "kafka: {saslSecret: \"\"}", "kafka.saslSecret is empty: set it, or sequencer.kafkaSecret"),
                Arguments.of("postgresql: {host: \"\"}", "postgresql.host is empty: set it to"),
                Arguments.of("postgresql: {caSecret: \"\"}", "postgresql.caSecret is empty: set it to"),
                Arguments.of("postgresql: {history: {secret: \"\"}}", "postgresql.history.secret is empty: set it to"),
                Arguments.of("redis: {hosts: \"\"}", "redis.hosts is empty: set it to"),
                Arguments.of("history: {media: {enabled: true}}", "history.media."),
                Arguments.of(
                        "history: {media: {enabled: true, baseUrl: \"https://m\", claim: media}}",
                        "history.media.keySecret is empty: set it to"),
                Arguments.of(
                        "history: {media: {enabled: true, baseUrl: \"https://m\", keySecret: key}}",
                        "history.media.claim is empty: set it to"),
                Arguments.of("connector: {login: {jwks: \"\"}}", "connector.login.jwks is empty: set it to"),
                Arguments.of("connector: {tls: {secret: \"\"}}", "connector.tls.secret is empty: set it to"),
                Arguments.of(
                        "connector: {tls: {secret: \"\", certManager: {enabled: true, dnsNames: [a.example.com]}}}",
                        "connector.tls.certManager.issuerRef.name is empty"),
                Arguments.of(
                        "connector: {tls: {secret: \"\", certManager: {enabled: true, issuerRef: {name: ca}}}}",
                        "connector.tls.certManager.dnsNames is empty"),
                Arguments.of("grpc: {tls: {enabled: true}}", "grpc.tls.secret is empty: set it to"),
                Arguments.of(
                        "grpc: {tls: {enabled: true, certManager: {enabled: true}}}",
                        "grpc.tls.certManager.issuerRef.name is empty"),
                Arguments.of("connector: {ingress: {enabled: true}}", "connector.ingress.host is empty"),
                Arguments.of(
                        "connector: {gateway: {enabled: true, tcp: true}}", "connector.gateway.parentRefs is empty"),
                Arguments.of("api: {ingress: {enabled: true}}", "api.ingress.host is empty"),
                Arguments.of("push: {apns: {enabled: true}}", "push.apns.keySecret is empty"),
                Arguments.of("push: {apns: {enabled: true, keySecret: apns}}", "push.apns.teamId is empty"),
                Arguments.of("router: {autoscaling: {mode: keda}}", "keda.prometheusUrl is empty"),
                Arguments.of("strimzi: {topics: {enabled: true}}", "strimzi.clusterName is empty"));
    }

    @ParameterizedTest
    @MethodSource("missing")
    void aSentenceSaysWhatToSet(String yaml, String sentence) {
        assertThatThrownBy(() -> Chart.ofASite().with(yaml).text()).hasMessageContaining(sentence);
    }

    static Stream<Arguments> contradictions() {
        return Stream.of(
                Arguments.of(
                        "connector: {login: {publicKeySecret: key}}",
                        "connector.login.jwks and connector.login.publicKeySecret are both set"),
                Arguments.of(
                        "connector: {drain: {timeMaxSeconds: 5}}",
                        "connector.drain.spreadSeconds (10) is more than connector.drain.timeMaxSeconds (5)"),
                Arguments.of(
                        "connector: {replicas: 29}", "connector and api could have 33 pods while they are updated"),
                Arguments.of(
                        "connector: {autoscaling: {mode: hpa, maxReplicas: 30}}",
                        "connector and api could have 34 pods while they are updated"),
                Arguments.of(
                        "connector: {autoscaling: {mode: hpa, minReplicas: 9}}",
                        "connector.autoscaling: minReplicas (9) is more than maxReplicas (6)"),
                Arguments.of(
                        "connector: {gateway: {enabled: true, parentRefs: [{name: public}]}}",
                        "connector.gateway.enabled is true, but there is no route"),
                Arguments.of(
                        "history: {extraConfig: {quarkus.datasource.password: secret}}",
                        "history.extraConfig: quarkus.datasource.password would stand in a ConfigMap"),
                Arguments.of(
                        "router: {extraConfig: {hongyan.roles: \"router,api\"}}",
                        "router.extraConfig: hongyan.roles is what the component is"),
                Arguments.of(
                        "kafka: {extraConfig: {ssl.keystore.password: secret}}",
                        "kafka.extraConfig: ssl.keystore.password would stand in a ConfigMap"),
                Arguments.of(
                        "strimzi: {clusterName: log, topics: {enabled: true, replicas: 1}}",
                        "strimzi.topics.minInSyncReplicas (2) is more than strimzi.topics.replicas (1)"),
                Arguments.of(
                        "strimzi: {cluster: {enabled: true, replicas: 1}, topics: {enabled: true}}",
                        "strimzi.topics.replicas (3) is more than strimzi.cluster.replicas (1)"),
                Arguments.of(
                        "strimzi: {cluster: {enabled: true, replicas: 1}}",
                        "sequencer.replicationFactor (3) is more than strimzi.cluster.replicas (1)"),
                Arguments.of(
                        "{kafka: {securityProtocol: SASL_PLAINTEXT}, strimzi: {clusterName: log, users: {enabled: true}}}",
                        "strimzi.users.enabled makes users for SASL_SSL"));
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void aSentenceNamesBothValues(String yaml, String sentence) {
        assertThatThrownBy(() -> Chart.ofASite().with(yaml).text()).hasMessageContaining(sentence);
    }
}

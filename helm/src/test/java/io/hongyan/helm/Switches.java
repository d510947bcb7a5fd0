package io.hongyan.helm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** The matrix of values that rendering and policies are tested with: every file of values, and every switch of the chart once. */
final class Switches {

    private static final Map<String, String> ALL = new LinkedHashMap<>();

    static {
        ALL.put("certificates by cert-manager", """
                connector:
                  tls:
                    secret: ""
                    certManager: {enabled: true, issuerRef: {name: letsencrypt, kind: ClusterIssuer}, dnsNames: [chat.example.com]}
                """);
        ALL.put("calls with TLS, by one certificate", """
                grpc: {tls: {enabled: true, secret: peers}}
                """);
        ALL.put("calls with TLS, by certificates of cert-manager", """
                grpc: {tls: {enabled: true, certManager: {enabled: true, issuerRef: {name: peers, kind: Issuer}}}}
                """);
        ALL.put("the issuer's key in a file", """
                connector: {login: {jwks: "", publicKeySecret: issuer-key}}
                """);
        ALL.put("sockets behind an Ingress only", """
                connector:
                  tls: {secret: ""}
                  ingress: {enabled: true, className: nginx, host: chat.example.com, tlsSecret: chat-tls, annotations: {a: b}}
                """);
        ALL.put("sockets behind gateways", """
                connector:
                  gateway:
                    enabled: true
                    parentRefs: [{name: public, namespace: gateways, sectionName: sockets}]
                    tlsHosts: [chat.example.com]
                    tcp: true
                    webSocketHosts: [ws.example.com]
                """);
        ALL.put("plain sockets on the nodes", """
                connector:
                  tls: {secret: ""}
                  service: {type: NodePort, plain: true, externalTrafficPolicy: Cluster, annotations: {a: b}}
                """);
        ALL.put("a load balancer with all settings", """
                connector:
                  service: {loadBalancerClass: example.com/nlb, loadBalancerSourceRanges: [10.0.0.0/8], plain: true}
                """);
        ALL.put("scaled by CPU", """
                connector: {autoscaling: {mode: hpa, sessionsPerPod: 10000}}
                router: {autoscaling: {mode: hpa}}
                unread: {autoscaling: {mode: hpa}}
                api: {autoscaling: {mode: hpa}}
                presence: {autoscaling: {mode: hpa}}
                history: {autoscaling: {mode: hpa}}
                push: {autoscaling: {mode: hpa}}
                """);
        ALL.put("scaled by lag", """
                keda: {prometheusUrl: "http://prometheus.monitoring:9090"}
                router: {autoscaling: {mode: keda}}
                unread: {autoscaling: {mode: keda}}
                presence: {autoscaling: {mode: keda}}
                history: {autoscaling: {mode: keda}}
                push: {autoscaling: {mode: keda}}
                """);
        ALL.put("media in a volume behind an Ingress and a gateway", """
                history:
                  media:
                    enabled: true
                    baseUrl: https://media.example.com
                    claim: media
                    keySecret: media-key
                    origins: ["https://chat.example.com"]
                    ingress: {enabled: true, className: nginx, host: media.example.com, tlsSecret: media-tls, annotations: {a: b}}
                    gateway: {parentRefs: [{name: public, namespace: gateways}], hosts: [media.example.com]}
                networkPolicy: {media: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ingress}}}]}
                """);
        ALL.put("a send API with credentials and an Ingress", """
                api:
                  credentials:
                    shop:
                      secretSha256: cd577fe2561ebff23505db0bb006300c7cdecbd46bc0e03c449afafaca2c25bf
                      senders: [shop, "shop.*"]
                      mayRevoke: true
                      requestsPerSecond: 50
                      requestsBurst: 100
                  ingress: {enabled: true, className: nginx, host: api.example.com, tlsSecret: api-tls}
                """);
        ALL.put("a send API with credentials from elsewhere", """
                api: {credentialsSecret: back-ends}
                """);
        ALL.put("alerts to Apple", """
                push: {apns: {enabled: true, keySecret: apns-key, teamId: ABCDE12345, keyId: "1234567890"}}
                """);
        ALL.put("no TLS and no passwords inside", """
                kafka: {securityProtocol: PLAINTEXT, saslSecret: "", caSecret: ""}
                postgresql: {sslMode: disable, caSecret: ""}
                redis: {passwordSecret: ""}
                """);
        ALL.put("Redis as a cluster with TLS, addresses from a secret", """
                redis: {hosts: "", hostsSecret: redis-hosts, clientType: cluster, caSecret: redis-ca}
                """);
        ALL.put("each component's own Kafka credentials", """
                kafka: {saslSecret: "", saslMechanism: SCRAM-SHA-256, extraConfig: {client.rack: a}}
                connector: {kafkaSecret: kafka-connector}
                sequencer: {kafkaSecret: kafka-sequencer}
                router: {kafkaSecret: kafka-router}
                unread: {kafkaSecret: kafka-unread}
                api: {kafkaSecret: kafka-api}
                presence: {kafkaSecret: kafka-presence}
                history: {kafkaSecret: kafka-history}
                push: {kafkaSecret: kafka-push}
                """);
        ALL.put("topics and users in a cluster that is there", """
                kafka: {saslSecret: ""}
                strimzi: {clusterName: log, topics: {enabled: true}, users: {enabled: true}}
                """);
        ALL.put("a cluster of an older Strimzi, with storage of a class", """
                kafka: {bootstrapServers: "", saslSecret: "", caSecret: ""}
                strimzi:
                  apiVersion: v1beta2
                  cluster: {enabled: true, storageClass: fast}
                  topics: {enabled: true}
                  users: {enabled: true}
                """);
        ALL.put("a sequencer without volumes", """
                sequencer: {persistence: {enabled: false}}
                """);
        ALL.put("a sequencer with volumes of a class", """
                sequencer: {persistence: {storageClass: fast, size: 20Gi}}
                """);
        ALL.put("networks with names", """
                tracing: {endpoint: "http://collector.tracing:4317"}
                networkPolicy:
                  clients: [{ipBlock: {cidr: 10.0.0.0/8}}]
                  backEnds: [{namespaceSelector: {matchLabels: {team: shop}}}]
                  monitoring: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: monitoring}}}]
                  kafka: {to: [{podSelector: {matchLabels: {strimzi.io/name: log-kafka}}}], ports: [9093]}
                  postgresql: {to: [{ipBlock: {cidr: 10.1.0.0/16}}]}
                  redis: {to: [{ipBlock: {cidr: 10.2.0.0/16}}]}
                  issuer: {to: [{ipBlock: {cidr: 10.3.0.0/16}}], ports: [443, 8443]}
                  tracing: {to: [{ipBlock: {cidr: 10.4.0.0/16}}], ports: [4317]}
                """);
        ALL.put("no policies, no migrations", """
                networkPolicy: {enabled: false}
                migrations: {job: false}
                """);
        ALL.put("watched by Prometheus", """
                serviceMonitor: {enabled: true, labels: {release: prometheus}}
                prometheusRule: {enabled: true, labels: {release: prometheus}}
                dashboards: {enabled: true, annotations: {grafana_folder: Chat}}
                """);
        ALL.put("placed, named and configured", """
                fullnameOverride: hongyan-blue
                image: {tag: 1.2.3, pullPolicy: Always, pullSecrets: [registry]}
                nodeSelector: {disk: ssd}
                tolerations: [{key: chat, operator: Equal, value: "true", effect: NoSchedule}]
                podAnnotations: {a: "1"}
                connector:
                  image: registry.example.com/connector@sha256:abc
                  podAnnotations: {b: "2"}
                  extraConfig: {hongyan.connector.limits.connections-max: "20000"}
                logging: {json: false}
                """);
    }

    /** Made once: what is rendered of a chart is kept by its files. */
    private static final List<Named<Chart>> CHARTS = Stream.concat(
                    Stream.of(
                            Named.of("the defaults", Chart.ofASite()),
                            Named.of("values-small.yaml", small()),
                            Named.of("values-ha.yaml", ha())),
                    ALL.entrySet().stream()
                            .map(entry ->
                                    Named.of(entry.getKey(), Chart.ofASite().with(entry.getValue()))))
            .toList();

    private Switches() {}

    /** All of them, named for what they are. */
    static Stream<Named<Chart>> all() {
        return CHARTS.stream();
    }

    /** One by its name. */
    static Chart named(String name) {
        return all().filter(chart -> chart.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No switch is called " + name))
                .getPayload();
    }

    /** One node, with a Kafka cluster of its own. */
    static Chart small() {
        return ownKafka().withOwn("values-small.yaml");
    }

    /** Three zones. */
    static Chart ha() {
        return ownKafka().withOwn("values-ha.yaml");
    }

    private static Chart ownKafka() {
        return Chart.ofASite().with("""
                kafka: {bootstrapServers: "", saslSecret: "", caSecret: ""}
                """);
    }
}

package io.hongyan.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The policies allow the paths that are drawn, and no other. */
class NetworkPolicyTest {

    private static final Map<String, Integer> GRPC =
            Map.of("router", 7421, "unread", 7421, "presence", 7431, "history", 7441, "push", 7451);

    private static final int DNS = 53;
    private static final Set<Integer> KAFKA = Set.of(9092, 9093);

    @Test
    void podsOfTheSuiteReachEachOtherWhereArchitectureDrawsACallAndNowhereElse() {
        Rendered rendered = Chart.ofASite().render();

        Set<String> allowed = new TreeSet<>();
        Set<String> drawn = new TreeSet<>();
        rendered.pods()
                .forEach((from, caller) -> rendered.pods().forEach((to, called) -> {
                    ports(called)
                            .filter(port ->
                                    leaves(rendered, caller, called, port) && enters(rendered, caller, called, port))
                            // Sockets are open to everybody, but no pod of ours may go there: leaves() says no.
                            .forEach(port -> allowed.add("%s to %s at %d".formatted(from, to, port)));
                }));
        Drawing.calls()
                .forEach((from, callees) -> callees.forEach(
                        to -> drawn.add("hongyan-%s to hongyan-%s at %d".formatted(from, to, GRPC.get(to)))));

        assertThat(allowed).isEqualTo(drawn);
    }

    @Test
    void whatACallerMayLeaveForItMayEnter() {
        Rendered rendered = Chart.ofASite().render();

        rendered.pods()
                .forEach((from, caller) -> rendered.pods()
                        .forEach((to, called) -> assertThat(
                                        ports(called).filter(port -> leaves(rendered, caller, called, port)))
                                .describedAs("%s to %s", from, to)
                                .allMatch(port -> enters(rendered, caller, called, port))));
    }

    @Test
    void mediaAreReachedByWhoIsInFrontOfThemWhereTheyAreKept() {
        Rendered kept = Switches.named("media in a volume behind an Ingress and a gateway")
                .render();

        assertThat(kept.get(NetworkPolicy.class, "hongyan-history").getSpec().getIngress())
                .filteredOn(rule ->
                        rule.getPorts().stream().anyMatch(port -> port.getPort().getIntVal() == 7440))
                .flatExtracting(NetworkPolicyIngressRule::getFrom)
                .extracting(peer -> peer.getNamespaceSelector().getMatchLabels())
                .contains(Map.of("kubernetes.io/metadata.name", "ingress"));
        assertThat(Chart.ofASite()
                        .render()
                        .get(NetworkPolicy.class, "hongyan-history")
                        .getSpec()
                        .getIngress())
                .filteredOn(rule -> rule.getFrom().isEmpty())
                .isEmpty();
    }

    @Test
    void nothingIsAllowedThatNoPolicyNames() {
        NetworkPolicy deny = Chart.ofASite().render().get(NetworkPolicy.class, "hongyan-deny");

        assertThat(deny.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
        assertThat(deny.getSpec().getIngress()).isEmpty();
        assertThat(deny.getSpec().getEgress()).isEmpty();
        assertThat(Chart.ofASite().render().pods().values())
                .allSatisfy(pod -> assertThat(pod.getMetadata().getLabels().entrySet())
                        .containsAll(
                                deny.getSpec().getPodSelector().getMatchLabels().entrySet()));
    }

    @Test
    void eachReachesItsOwnStoresOnly() {
        Rendered rendered = Chart.ofASite()
                .with("push: {apns: {enabled: true, keySecret: apns-key, teamId: ABCDE12345, keyId: \"1234567890\"}}")
                .render();

        assertThat(outside(rendered, "connector")).isEqualTo(with(443));
        assertThat(outside(rendered, "sequencer")).isEqualTo(with());
        assertThat(outside(rendered, "router")).isEqualTo(with());
        assertThat(outside(rendered, "unread")).isEqualTo(with(5432));
        assertThat(outside(rendered, "api")).isEqualTo(with());
        assertThat(outside(rendered, "presence")).isEqualTo(with(6379));
        assertThat(outside(rendered, "history")).isEqualTo(with(5432));
        assertThat(outside(rendered, "push")).isEqualTo(with(5432, 443));
        assertThat(outside(rendered, "migrate")).isEqualTo(Set.of(DNS, 5432));
    }

    @Test
    void socketsAreOpenToClientsAndTheRestToThoseWhoAreNamed() {
        Rendered closed = Chart.ofASite().render();
        Rendered open = Switches.named("networks with names").render();

        assertThat(entriesOfOthers(closed, "connector")).containsExactly("7401 from all", "7403 from all");
        assertThat(entriesOfOthers(closed, "api")).isEmpty();
        assertThat(entriesOfOthers(closed, "sequencer")).isEmpty();
        assertThat(entriesOfOthers(open, "connector"))
                .containsExactly("7401 from 10.0.0.0/8", "7403 from 10.0.0.0/8", "7410 from monitoring");
        assertThat(entriesOfOthers(open, "api")).containsExactly("7420 from monitoring", "7420 from shop");
        assertThat(entriesOfOthers(open, "sequencer")).containsExactly("7420 from monitoring");
    }

    @Test
    void plainSocketsAreClosedUnlessSomethingInFrontEndsTls() {
        Rendered behind = Switches.named("sockets behind an Ingress only").render();

        assertThat(entriesOfOthers(behind, "connector")).containsExactly("7400 from all", "7402 from all");
    }

    private static Set<Integer> with(Integer... ports) {
        return Stream.of(Stream.of(ports), KAFKA.stream(), Stream.of(DNS))
                .flatMap(it -> it)
                .collect(Collectors.toSet());
    }

    /** At which ports a component may reach what is not of the suite. */
    private static Set<Integer> outside(Rendered rendered, String component) {
        return rendered.get(NetworkPolicy.class, "hongyan-" + component).getSpec().getEgress().stream()
                .filter(rule -> rule.getTo().stream().noneMatch(NetworkPolicyTest::isOfTheSuite))
                .flatMap(rule -> rule.getPorts().stream())
                .map(port -> port.getPort().getIntVal())
                .collect(Collectors.toSet());
    }

    /** Who may reach a component that is not of the suite, and where. */
    private static List<String> entriesOfOthers(Rendered rendered, String component) {
        return rendered.get(NetworkPolicy.class, "hongyan-" + component).getSpec().getIngress().stream()
                .filter(rule -> rule.getFrom().stream().noneMatch(NetworkPolicyTest::isOfTheSuite))
                .flatMap(rule -> rule.getPorts().stream()
                        .map(port -> "%d from %s".formatted(port.getPort().getIntVal(), words(rule.getFrom()))))
                .sorted()
                .toList();
    }

    private static String words(List<NetworkPolicyPeer> peers) {
        return peers.isEmpty()
                ? "all"
                : peers.stream()
                        .map(peer -> peer.getIpBlock() != null
                                ? peer.getIpBlock().getCidr()
                                : String.join(
                                        ",",
                                        peer.getNamespaceSelector()
                                                .getMatchLabels()
                                                .values()))
                        .collect(Collectors.joining(" or "));
    }

    private static boolean isOfTheSuite(NetworkPolicyPeer peer) {
        return peer.getPodSelector() != null
                && peer.getPodSelector().getMatchLabels().containsKey("app.kubernetes.io/instance");
    }

    private static Stream<Integer> ports(PodTemplateSpec pod) {
        return pod.getSpec().getContainers().getFirst().getPorts().stream().map(port -> port.getContainerPort());
    }

    private static boolean leaves(Rendered rendered, PodTemplateSpec from, PodTemplateSpec to, int port) {
        return rendered.all(NetworkPolicy.class).stream()
                .filter(policy -> selects(policy.getSpec().getPodSelector().getMatchLabels(), from))
                .flatMap(policy -> policy.getSpec().getEgress().stream())
                .anyMatch((NetworkPolicyEgressRule rule) -> names(rule.getTo(), to) && names(rule.getPorts(), port));
    }

    private static boolean enters(Rendered rendered, PodTemplateSpec from, PodTemplateSpec to, int port) {
        return rendered.all(NetworkPolicy.class).stream()
                .filter(policy -> selects(policy.getSpec().getPodSelector().getMatchLabels(), to))
                .flatMap(policy -> policy.getSpec().getIngress().stream())
                .anyMatch(
                        (NetworkPolicyIngressRule rule) -> names(rule.getFrom(), from) && names(rule.getPorts(), port));
    }

    /** No peers are all peers. Peers elsewhere, by namespace or address, are none of our pods. */
    private static boolean names(List<NetworkPolicyPeer> peers, PodTemplateSpec pod) {
        return peers.isEmpty()
                || peers.stream()
                        .filter(NetworkPolicyTest::isOfTheSuite)
                        .anyMatch(peer -> selects(peer.getPodSelector().getMatchLabels(), pod));
    }

    private static boolean names(List<NetworkPolicyPort> ports, int port) {
        return ports.stream().anyMatch(it -> it.getPort().getIntVal() == port);
    }

    private static boolean selects(Map<String, String> labels, PodTemplateSpec pod) {
        return pod.getMetadata().getLabels().entrySet().containsAll(labels.entrySet());
    }
}

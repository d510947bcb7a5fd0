package io.hongyan.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every pod is held to, whatever is switched on: Pod Security's level restricted and some more, and that it stops in time. */
class PodPolicyTest {

    static Stream<Named<Chart>> switches() {
        return Switches.all();
    }

    @ParameterizedTest
    @MethodSource("switches")
    void podsMayDoNothingThatTheyNeedNot(Chart chart) {
        allPods(chart).forEach((name, pod) -> {
            PodSpec spec = pod.getSpec();
            assertThat(spec.getAutomountServiceAccountToken()).describedAs(name).isFalse();
            assertThat(spec.getEnableServiceLinks()).describedAs(name).isFalse();
            assertThat(spec.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(spec.getSecurityContext().getRunAsUser()).isPositive();
            assertThat(spec.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            assertThat(spec.getHostNetwork()).isNull();
            assertThat(spec.getHostPID()).isNull();
            assertThat(spec.getVolumes())
                    .noneSatisfy(it -> assertThat(it.getHostPath()).isNotNull());
            Container container = onlyContainer(pod);
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                    .isTrue();
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                    .isFalse();
            assertThat(container.getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
            assertThat(container.getSecurityContext().getCapabilities().getAdd())
                    .isEmpty();
            assertThat(container.getPorts())
                    .noneSatisfy(it -> assertThat(it.getHostPort()).isNotNull());
        });
    }

    @ParameterizedTest
    @MethodSource("switches")
    void podsAskForWhatTheyTake(Chart chart) {
        allPods(chart).forEach((name, pod) -> {
            var resources = onlyContainer(pod).getResources();
            assertThat(resources.getRequests()).describedAs(name).containsKeys("cpu", "memory");
            assertThat(resources.getLimits()).describedAs(name).containsKeys("cpu", "memory");
            long memory = Quantity.getAmountInBytes(resources.getLimits().get("memory"))
                    .longValueExact();
            long heap = heapMegabytes(pod) << 20;
            // Measured: 420 MiB in all with a heap of 256 MiB and full compilation (docs/adr/0010), so 164 beside it.
            assertThat(memory - heap).describedAs("%s: beside the heap", name).isGreaterThanOrEqualTo(240L << 20);
        });
    }

    @ParameterizedTest
    @MethodSource("switches")
    void servicesAreAskedWhereTheyAnswer(Chart chart) {
        chart.render().pods().forEach((name, pod) -> {
            Container container = onlyContainer(pod);
            assertThat(container.getStartupProbe().getHttpGet().getPath()).isEqualTo("/q/health/live");
            assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/q/health/live");
            assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/q/health/ready");
            Stream.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe())
                    .forEach(probe ->
                            assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("http"));
            assertThat(container.getPorts())
                    .anySatisfy(it -> assertThat(it.getName()).isEqualTo("http"));
        });
    }

    @ParameterizedTest
    @MethodSource("switches")
    void podsAreSpreadOverZonesAndNodes(Chart chart) {
        chart.render().pods().forEach((name, pod) -> {
            assertThat(pod.getSpec().getTopologySpreadConstraints())
                    .describedAs(name)
                    .extracting(TopologySpreadConstraint::getTopologyKey)
                    .containsExactlyInAnyOrder("topology.kubernetes.io/zone", "kubernetes.io/hostname");
            assertThat(pod.getSpec().getTopologySpreadConstraints())
                    .allSatisfy(it -> assertThat(pod.getMetadata().getLabels().entrySet())
                            .containsAll(it.getLabelSelector().getMatchLabels().entrySet()));
        });
    }

    @ParameterizedTest
    @MethodSource("switches")
    void everyMountHasItsVolumeAndOnlyStateAndMediaCanBeWritten(Chart chart) {
        Rendered rendered = chart.render();
        Map<String, Set<String>> claims = rendered.all(StatefulSet.class).stream()
                .collect(Collectors.toMap(
                        it -> it.getMetadata().getName(),
                        it -> it.getSpec().getVolumeClaimTemplates().stream()
                                .map(claim -> claim.getMetadata().getName())
                                .collect(Collectors.toSet())));
        allPods(chart).forEach((name, pod) -> {
            List<VolumeMount> mounts = onlyContainer(pod).getVolumeMounts();
            Set<String> volumes = Stream.concat(
                            pod.getSpec().getVolumes().stream().map(Volume::getName),
                            claims.getOrDefault(name, Set.of()).stream())
                    .collect(Collectors.toSet());
            assertThat(mounts).extracting(VolumeMount::getName).containsExactlyInAnyOrderElementsOf(volumes);
            assertThat(mounts.stream()
                            .filter(mount -> !Boolean.TRUE.equals(mount.getReadOnly()))
                            .map(VolumeMount::getMountPath))
                    .containsExactlyInAnyOrderElementsOf(written(name, volumes));
        });
    }

    private static List<String> written(String pod, Set<String> volumes) {
        if (pod.endsWith("-sequencer")) {
            return List.of("/tmp", "/var/lib/hongyan/sequencer");
        }
        return pod.endsWith("-history") && volumes.contains("media")
                ? List.of("/tmp", "/var/lib/hongyan/media")
                : List.of("/tmp");
    }

    @ParameterizedTest
    @MethodSource("switches")
    void noVariableHasASecretInIt(Chart chart) {
        allPods(chart)
                .forEach((name, pod) -> assertThat(onlyContainer(pod).getEnv())
                        .allSatisfy(variable -> assertThat(variable.getValue() == null)
                                .describedAs("%s: %s is taken from a secret", name, variable.getName())
                                .isEqualTo(variable.getName()
                                        .matches(".*(PASSWORD|USERNAME|JAAS_CONFIG|REDIS_HOSTS|MEDIA_KEY)"))));
    }

    @Test
    void accountsMountNoToken() {
        assertThat(Chart.ofASite().render().all(ServiceAccount.class))
                .hasSize(RenderingTest.COMPONENTS.size())
                .allSatisfy(
                        it -> assertThat(it.getAutomountServiceAccountToken()).isFalse());
    }

    @Test
    void aConnectorHasTheTimeThatItsDrainTakes() {
        PodTemplateSpec usual = Chart.ofASite().render().pod("hongyan-connector");
        PodTemplateSpec slow = Chart.ofASite()
                .with("connector: {drain: {timeMaxSeconds: 300, spreadSeconds: 240, preStopSeconds: 15}}")
                .render()
                .pod("hongyan-connector");

        // 20 s and a few for last words, as docs/operations.md has it, after load balancers were given 5 s.
        assertThat(usual.getSpec().getTerminationGracePeriodSeconds()).isEqualTo(5 + 20 + 10);
        assertThat(preStopSeconds(usual)).isEqualTo(5);
        assertThat(slow.getSpec().getTerminationGracePeriodSeconds()).isEqualTo(15 + 300 + 10);
        assertThat(preStopSeconds(slow)).isEqualTo(15);
    }

    @Test
    void aSequencerHasTheTimeForItsLastTransactions() {
        StatefulSet sequencer = Chart.ofASite()
                .with("sequencer: {shutdownTimeoutSeconds: 60}")
                .render()
                .get(StatefulSet.class, "hongyan-sequencer");

        assertThat(sequencer.getSpec().getTemplate().getSpec().getTerminationGracePeriodSeconds())
                .isEqualTo(80);
    }

    @Test
    void anUpdateReplacesNoPodBeforeAnotherIsReady() {
        assertThat(Chart.ofASite().render().all(Deployment.class)).allSatisfy(it -> {
            assertThat(it.getSpec()
                            .getStrategy()
                            .getRollingUpdate()
                            .getMaxUnavailable()
                            .getIntVal())
                    .isZero();
            assertThat(it.getSpec()
                            .getStrategy()
                            .getRollingUpdate()
                            .getMaxSurge()
                            .getIntVal())
                    .isEqualTo(1);
        });
    }

    @Test
    void podsThatReadAnotherConfigurationAreReplaced() {
        Map<String, PodTemplateSpec> before = Chart.ofASite().render().pods();
        Map<String, PodTemplateSpec> after = Chart.ofASite()
                .with("history: {extraConfig: {hongyan.history.audit.enabled: \"false\"}}")
                .render()
                .pods();

        assertThat(before.keySet().stream().filter(it -> !Objects.equals(before.get(it), after.get(it))))
                .containsExactly("hongyan-history");
    }

    private static Map<String, PodTemplateSpec> allPods(Chart chart) {
        Map<String, PodTemplateSpec> pods = new TreeMap<>(chart.render().pods());
        pods.putAll(chart.renderHooks().pods());
        return pods;
    }

    private static Container onlyContainer(PodTemplateSpec pod) {
        assertThat(pod.getSpec().getContainers()).hasSize(1);
        assertThat(pod.getSpec().getInitContainers()).isEmpty();
        return pod.getSpec().getContainers().getFirst();
    }

    private static long heapMegabytes(PodTemplateSpec pod) {
        String options = onlyContainer(pod).getEnv().stream()
                .filter(variable -> variable.getName().equals("JDK_JAVA_OPTIONS"))
                .map(EnvVar::getValue)
                .collect(Collectors.joining());
        return Long.parseLong(options.replaceFirst(".*-Xmx([0-9]+)m.*", "$1"));
    }

    private static long preStopSeconds(PodTemplateSpec pod) {
        return onlyContainer(pod).getLifecycle().getPreStop().getSleep().getSeconds();
    }
}

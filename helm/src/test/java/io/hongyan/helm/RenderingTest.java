package io.hongyan.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is switched on, all objects fit their models and each other. */
class RenderingTest {

    static final List<String> COMPONENTS =
            List.of("connector", "sequencer", "router", "unread", "api", "presence", "history", "push");

    static Stream<Named<Chart>> switches() {
        return Switches.all();
    }

    static Stream<Named<Chart>> files() {
        return Stream.of(
                Named.of("nothing", Chart.bare()),
                Named.of("a site", Chart.ofASite()),
                Named.of("values-small.yaml", Switches.small()),
                Named.of("values-ha.yaml", Switches.ha()));
    }

    @ParameterizedTest
    @MethodSource("files")
    void lints(Chart chart) {
        assertThat(chart.lint()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("switches")
    void everyObjectFitsItsModelAndIsThereOnce(Chart chart) {
        Rendered rendered = chart.render();

        assertThat(rendered.objects()).extracting(Rendered::id).doesNotHaveDuplicates();
        assertThat(rendered.objects())
                .allSatisfy(object -> assertThat(object.getMetadata().getLabels())
                        .containsEntry("app.kubernetes.io/part-of", "hongyan")
                        .containsEntry("app.kubernetes.io/instance", Chart.RELEASE));
        assertThat(rendered.pods()).hasSize(COMPONENTS.size());
    }

    @ParameterizedTest
    @MethodSource("switches")
    void whatSelectsPodsSelectsThoseOfOneWorkload(Chart chart) {
        Rendered rendered = chart.render();

        rendered.all(Service.class)
                .forEach(service ->
                        assertSelectsOne(rendered, service, service.getSpec().getSelector()));
        rendered.all(PodDisruptionBudget.class)
                .forEach(budget -> assertSelectsOne(
                        rendered, budget, budget.getSpec().getSelector().getMatchLabels()));
        rendered.all(Deployment.class)
                .forEach(it -> assertSelectsOne(
                        rendered, it, it.getSpec().getSelector().getMatchLabels()));
        rendered.all(StatefulSet.class)
                .forEach(it -> assertSelectsOne(
                        rendered, it, it.getSpec().getSelector().getMatchLabels()));
    }

    @ParameterizedTest
    @MethodSource("switches")
    void portsOfServicesAreThoseOfTheirPods(Chart chart) {
        Rendered rendered = chart.render();

        for (Service service : rendered.all(Service.class)) {
            Map<String, Integer> open = new HashMap<>();
            rendered.pods().values().stream()
                    .filter(pod -> pod.getMetadata()
                            .getLabels()
                            .entrySet()
                            .containsAll(service.getSpec().getSelector().entrySet()))
                    .flatMap(pod -> pod.getSpec().getContainers().getFirst().getPorts().stream())
                    .forEach(port -> open.put(port.getName(), port.getContainerPort()));

            assertThat(service.getSpec().getPorts()).isNotEmpty();
            for (ServicePort port : service.getSpec().getPorts()) {
                assertThat(open).containsEntry(port.getTargetPort().getStrVal(), port.getPort());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("switches")
    void migrationsAreJobsThatNoServiceFinds(Chart chart) {
        Rendered hooks = chart.renderHooks();

        assertThat(hooks.objects().size()).isIn(0, 6);
        hooks.pods()
                .values()
                .forEach(job -> assertThat(chart.render().all(Service.class))
                        .noneSatisfy(service -> assertThat(
                                        job.getMetadata().getLabels().entrySet())
                                .containsAll(service.getSpec().getSelector().entrySet())));
    }

    @Test
    void oneJobMigratesEachDatabase() {
        Rendered hooks = Chart.ofASite().renderHooks();

        assertThat(hooks.pods())
                .containsOnlyKeys("hongyan-migrate-history", "hongyan-migrate-push", "hongyan-migrate-unread");
        assertThat(hooks.configuration().get("migrate-unread")).containsEntry("quarkus.init-and-exit", "true");
    }

    @Test
    void aComponentThatIsScaledHasNoNumberOfItsOwn() {
        Rendered scaled = Switches.named("scaled by lag").render();

        assertThat(scaled.get(Deployment.class, "hongyan-push").getSpec().getReplicas())
                .isNull();
        assertThat(scaled.get(ScaledObject.class, "hongyan-push").getSpec().triggers())
                .extracting(ScaledObject.Trigger::type)
                .containsExactly("prometheus", "cpu");
        assertThat(Chart.ofASite()
                        .render()
                        .get(Deployment.class, "hongyan-push")
                        .getSpec()
                        .getReplicas())
                .isEqualTo(2);
    }

    @Test
    void aFieldThatNoModelHasIsFound() {
        assertThatThrownBy(() -> Rendered.of("""
                apiVersion: v1
                kind: Service
                metadata: {name: a}
                spec: {ports: [{port: 1, tragetPort: 2}]}
                """)).hasMessageContaining("tragetPort");
    }

    @Test
    void aNumberWhereATextBelongsIsFound() {
        assertThatThrownBy(() -> Rendered.of("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: a}
                data: {port: 7410}
                """)).hasMessageContaining("7410");
    }

    private static void assertSelectsOne(Rendered rendered, HasMetadata by, Map<String, String> selector) {
        assertThat(rendered.pods().values().stream()
                        .filter(pod -> pod.getMetadata().getLabels().entrySet().containsAll(selector.entrySet())))
                .describedAs("pods of %s", Rendered.id(by))
                .hasSize(1);
    }
}

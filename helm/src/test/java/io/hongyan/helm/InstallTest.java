package io.hongyan.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Helm installs the chart into an API server, and an upgrade changes what it is to change. */
class InstallTest {

    /** Jobs that the mock would never do are left out. */
    private static final Chart CHART = Chart.ofASite().with("migrations: {job: false}");

    private Cluster cluster;

    @BeforeEach
    void start() throws IOException {
        cluster = new Cluster();
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void whatIsRenderedIsThere() {
        CHART.install(cluster);

        Set<String> there = names();
        CHART.render().objects().stream()
                .filter(Deployment.class::isInstance)
                .forEach(it -> assertThat(there).contains(it.getMetadata().getName()));
        assertThat(deployment("hongyan-history").getSpec().getReplicas()).isEqualTo(2);
        assertThat(releases()).containsExactly("sh.helm.release.v1.hongyan.v1");
    }

    @Test
    void anUpgradeChangesWhatIsSaidAndNothingElse() {
        CHART.install(cluster);
        Deployment push = deployment("hongyan-push");

        CHART.with("history: {replicas: 5}").upgrade(cluster);

        assertThat(deployment("hongyan-history").getSpec().getReplicas()).isEqualTo(5);
        assertThat(deployment("hongyan-push").getSpec()).isEqualTo(push.getSpec());
        assertThat(releases())
                .containsExactlyInAnyOrder("sh.helm.release.v1.hongyan.v1", "sh.helm.release.v1.hongyan.v2");
    }

    private Deployment deployment(String name) {
        return cluster.client()
                .apps()
                .deployments()
                .inNamespace(Chart.NAMESPACE)
                .withName(name)
                .get();
    }

    private Set<String> names() {
        return cluster.client().apps().deployments().inNamespace(Chart.NAMESPACE).list().getItems().stream()
                .map(it -> it.getMetadata().getName())
                .collect(Collectors.toSet());
    }

    private Set<String> releases() {
        return cluster.client().secrets().inNamespace(Chart.NAMESPACE).list().getItems().stream()
                .map(Secret::getMetadata)
                .map(it -> it.getName())
                .filter(name -> name.startsWith("sh.helm.release"))
                .collect(Collectors.toSet());
    }
}

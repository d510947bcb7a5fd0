package io.hongyan.helm;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;
import java.util.Map;

/** KEDA's ScaledObject as far as the chart uses it, from its CRD ({@code keda.sh/v1alpha1}): nobody publishes a model for Java. */
@Group("keda.sh")
@Version("v1alpha1")
final class ScaledObject extends CustomResource<ScaledObject.Spec, Void> {

    private static final long serialVersionUID = 1L;

    /** What is scaled, between which numbers, and by what. */
    record Spec(
            @JsonProperty("scaleTargetRef") Target scaleTargetRef,
            @JsonProperty("minReplicaCount") int minReplicaCount,
            @JsonProperty("maxReplicaCount") int maxReplicaCount,
            @JsonProperty("advanced") Advanced advanced,
            @JsonProperty("triggers") List<Trigger> triggers) {

        @JsonCreator
        Spec {}
    }

    /** Whose pods are scaled. */
    record Target(
            @JsonProperty("apiVersion") String apiVersion,
            @JsonProperty("kind") String kind,
            @JsonProperty("name") String name) {

        @JsonCreator
        Target {}
    }

    /** How the HorizontalPodAutoscaler is that KEDA makes. */
    record Advanced(
            @JsonProperty("horizontalPodAutoscalerConfig") Config horizontalPodAutoscalerConfig) {

        @JsonCreator
        Advanced {}
    }

    /** Its behavior. */
    record Config(@JsonProperty("behavior") HorizontalPodAutoscalerBehavior behavior) {

        @JsonCreator
        Config {}
    }

    /** What it is scaled by; {@code metadata} are the trigger's own settings, all of them texts. */
    record Trigger(
            @JsonProperty("type") String type,
            @JsonProperty("metricType") String metricType,
            @JsonProperty("metadata") Map<String, String> metadata) {

        @JsonCreator
        Trigger {}
    }
}

package io.hongyan.push.explain;

import io.hongyan.proto.push.v1.AlertExplanation;
import io.hongyan.proto.push.v1.AlertObstacle;
import io.hongyan.proto.push.v1.RenderedAlert;
import io.hongyan.push.decision.Taken;
import io.hongyan.push.send.Outgoing;
import io.hongyan.push.send.Preview;
import io.hongyan.push.send.Rendered;
import io.hongyan.push.send.lane.Lane;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Explanations as the contract has them. */
public final class Explained {

    private Explained() {}

    /**
     * Of one device.
     *
     * @param alert what it would be handed; null if nobody carries it
     * @param inTheWay why its provider takes nothing just now; null if nothing is known
     */
    public static AlertExplanation of(
            Taken taken, Verdict verdict, @Nullable RenderedAlert alert, Lane.@Nullable NoRoom inTheWay) {
        var explanation = AlertExplanation.newBuilder()
                .setDeviceId(taken.trigger().deviceId())
                .setDecisionId(taken.trigger().decisionId())
                .setOutcome(verdict.first().outcome())
                .setReason(verdict.first().reason())
                .setUntilMs(millis(verdict.first().until()));
        for (Obstacle obstacle : verdict.obstacles()) {
            explanation.addObstacles(AlertObstacle.newBuilder()
                    .setOutcome(obstacle.outcome())
                    .setReason(obstacle.reason())
                    .setUntilMs(millis(obstacle.until())));
        }
        if (alert != null) {
            explanation.setAlert(alert);
        }
        if (inTheWay != null) {
            explanation
                    .setPutBack(inTheWay.why().name().toLowerCase(Locale.ROOT))
                    .setPutBackMs(inTheWay.rest().toMillis());
        }
        return explanation.build();
    }

    /**
     * What a device would be handed.
     *
     * @param most how much alerts may say here
     */
    public static RenderedAlert alert(Taken taken, Outgoing outgoing, Rendered rendered, Preview most) {
        return RenderedAlert.newBuilder()
                .setProvider(outgoing.target().provider())
                .setAppId(outgoing.target().appId())
                .setSandbox(outgoing.target().sandbox())
                .setLanguage(taken.manner().language())
                .setPreview(most.within(taken.manner().preview()).told())
                .setTitle(outgoing.words().title())
                .setSubtitle(outgoing.words().subtitle())
                .setBody(outgoing.words().body())
                .setBadge(outgoing.badge())
                .setMessages(outgoing.speaksOf().number())
                .setUsefulUntilMs(outgoing.usefulUntil().toEpochMilli())
                .putAllHeaders(rendered.headers())
                .setPayload(rendered.payload())
                .build();
    }

    private static long millis(@Nullable Instant at) {
        return at == null ? 0 : at.toEpochMilli();
    }
}

package io.hongyan.push.explain;

import io.hongyan.proto.push.v1.PushOutcome;
import io.hongyan.proto.push.v1.PushReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that speaks against an alert.
 *
 * @param outcome what is decided because of it
 * @param reason what it is
 * @param until when it is over; null where nobody knows, or it never is
 */
public record Obstacle(
        PushOutcome outcome, PushReason reason, @Nullable Instant until) {}

package io.hongyan.push.receipt;

import io.hongyan.push.device.Target;
import java.time.Duration;

/**
 * The first report of something about an alert.
 *
 * @param target where the alert had gone
 * @param after how long after the provider took it
 */
public record Receipt(Target target, Duration after) {}

/**
 * Tests of the chart: it is rendered by the real Helm, every object is read strictly into its model, and what the objects say is held
 * against what the services, their documentation and {@code docs/ARCHITECTURE.md} say. {@link io.hongyan.helm.Chart} renders,
 * {@link io.hongyan.helm.Rendered} is what came of it.
 */
@NullMarked
package io.hongyan.helm;

import org.jspecify.annotations.NullMarked;

/** What services answer by gRPC about counts, alerts and events: for {@code ./hongyan explain} and {@code ./hongyan trace}. */
@NullMarked
package io.hongyan.launcher.query;

import org.jspecify.annotations.NullMarked;

/** What services answer by gRPC about counts and events: for {@code ./hongyan explain} and {@code ./hongyan trace}. */
@NullMarked
package io.hongyan.launcher.query;

import org.jspecify.annotations.NullMarked;

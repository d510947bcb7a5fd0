/** Who carries the alerts of which app: made out of the configuration, and of credentials that may change. */
@NullMarked
package io.hongyan.push.send.quarkus;

import org.jspecify.annotations.NullMarked;

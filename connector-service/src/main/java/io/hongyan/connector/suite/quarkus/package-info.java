/** The rest of the suite as sessions see it. */
@NullMarked
package io.hongyan.connector.suite.quarkus;

import org.jspecify.annotations.NullMarked;

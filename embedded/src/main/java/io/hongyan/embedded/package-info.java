/** Starts the real Kafka, PostgreSQL and Redis, and a mock APNs, out of Maven artifacts. */
@NullMarked
package io.hongyan.embedded;

import org.jspecify.annotations.NullMarked;

/** Hears of tokens that are taken back, by hongyan.revocations.v1. */
@NullMarked
package io.hongyan.connector.revocation.kafka;

import org.jspecify.annotations.NullMarked;

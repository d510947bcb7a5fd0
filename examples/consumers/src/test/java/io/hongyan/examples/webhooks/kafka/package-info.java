@NullMarked
package io.hongyan.examples.webhooks.kafka;

import org.jspecify.annotations.NullMarked;

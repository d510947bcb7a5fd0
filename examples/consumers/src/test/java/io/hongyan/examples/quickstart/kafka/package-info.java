@NullMarked
package io.hongyan.examples.quickstart.kafka;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.hongyan.examples.export.kafka;

import org.jspecify.annotations.NullMarked;

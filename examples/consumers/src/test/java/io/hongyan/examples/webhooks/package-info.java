@NullMarked
package io.hongyan.examples.webhooks;

import org.jspecify.annotations.NullMarked;

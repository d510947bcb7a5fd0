@NullMarked
package io.hongyan.examples.webhooks.http;

import org.jspecify.annotations.NullMarked;

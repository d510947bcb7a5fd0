/** The requests, and whom they may go to. */
@NullMarked
package io.hongyan.examples.webhooks.http;

import org.jspecify.annotations.NullMarked;

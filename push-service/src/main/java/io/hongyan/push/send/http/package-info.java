/** Providers that are called by plain HTTP: how that is done, and the hook for vendors without a provider of their own. */
@NullMarked
package io.hongyan.push.send.http;

import org.jspecify.annotations.NullMarked;

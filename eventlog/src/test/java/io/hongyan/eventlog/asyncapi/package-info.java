/** The public topics as a document that tools read, made from the contracts and {@code Topics}. Start at {@code AsyncApiTest}. */
@NullMarked
package io.hongyan.eventlog.asyncapi;

import org.jspecify.annotations.NullMarked;

/** Asking those who moderate. */
@NullMarked
package io.hongyan.connector.command.grpc;

import org.jspecify.annotations.NullMarked;

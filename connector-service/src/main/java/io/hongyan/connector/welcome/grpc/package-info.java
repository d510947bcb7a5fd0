/** The steps of a login: find, announce, await, list, sync. */
@NullMarked
package io.hongyan.connector.welcome.grpc;

import org.jspecify.annotations.NullMarked;

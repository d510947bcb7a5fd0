/** Asks who is a member, where sessions are, and what is unread. */
@NullMarked
package io.hongyan.message.router.grpc;

import org.jspecify.annotations.NullMarked;

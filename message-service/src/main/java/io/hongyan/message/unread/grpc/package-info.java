/** The doors: conversations and members. */
@NullMarked
package io.hongyan.message.unread.grpc;

import org.jspecify.annotations.NullMarked;

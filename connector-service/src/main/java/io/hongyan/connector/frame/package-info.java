/** Bytes to frames and back: Protobuf, JSON, length prefix. Knows no session. */
@NullMarked
package io.hongyan.connector.frame;

import org.jspecify.annotations.NullMarked;

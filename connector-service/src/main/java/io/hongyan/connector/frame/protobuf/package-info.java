/** Protobuf frames, alone and in a stream. */
@NullMarked
package io.hongyan.connector.frame.protobuf;

import org.jspecify.annotations.NullMarked;

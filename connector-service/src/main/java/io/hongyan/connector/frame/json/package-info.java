/** Frames as canonical Protobuf JSON. */
@NullMarked
package io.hongyan.connector.frame.json;

import org.jspecify.annotations.NullMarked;

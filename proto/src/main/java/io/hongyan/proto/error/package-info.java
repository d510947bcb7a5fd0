/** How error codes are spelt outside Protobuf. */
@org.jspecify.annotations.NullMarked
package io.hongyan.proto.error;

/** From public events to what clients are shown. */
@org.jspecify.annotations.NullMarked
package io.hongyan.proto.client;

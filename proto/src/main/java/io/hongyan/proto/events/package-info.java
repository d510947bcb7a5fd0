/** What holds for the public events wherever they are shown. */
@org.jspecify.annotations.NullMarked
package io.hongyan.proto.events;

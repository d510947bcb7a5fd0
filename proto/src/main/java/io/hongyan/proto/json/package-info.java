/** JSON of the contracts from whoever may send it. */
@org.jspecify.annotations.NullMarked
package io.hongyan.proto.json;

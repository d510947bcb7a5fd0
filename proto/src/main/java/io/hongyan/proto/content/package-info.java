/** What contents of messages may hold, and what can be read of them: the same for everybody who takes or shows them. */
@org.jspecify.annotations.NullMarked
package io.hongyan.proto.content;

/** What tests share: real servers, a clock one can turn, and the rules of the architecture. */
@NullMarked
package io.hongyan.testkit;

import org.jspecify.annotations.NullMarked;

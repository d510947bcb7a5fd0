@NullMarked
package io.hongyan.examples;

import org.jspecify.annotations.NullMarked;

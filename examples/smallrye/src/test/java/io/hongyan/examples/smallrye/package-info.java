@NullMarked
package io.hongyan.examples.smallrye;

import org.jspecify.annotations.NullMarked;

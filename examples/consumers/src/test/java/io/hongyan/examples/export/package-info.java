@NullMarked
package io.hongyan.examples.export;

import org.jspecify.annotations.NullMarked;

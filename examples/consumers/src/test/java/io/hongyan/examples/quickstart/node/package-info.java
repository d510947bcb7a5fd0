@NullMarked
package io.hongyan.examples.quickstart.node;

import org.jspecify.annotations.NullMarked;

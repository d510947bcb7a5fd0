@NullMarked
package io.hongyan.faults.link;

import org.jspecify.annotations.NullMarked;

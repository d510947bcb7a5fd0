/** The images as they were built: what is in them, in which layers, and how they begin. */
@NullMarked
package io.hongyan.images;

import org.jspecify.annotations.NullMarked;

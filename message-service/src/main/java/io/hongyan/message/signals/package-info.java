/** What members tell each other and nobody keeps. */
@NullMarked
package io.hongyan.message.signals;

import org.jspecify.annotations.NullMarked;

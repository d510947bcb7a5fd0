/** The screens of phones that are away: what arrives at the mock of Apple's push service. */
@NullMarked
package io.hongyan.launcher.phone;

import org.jspecify.annotations.NullMarked;

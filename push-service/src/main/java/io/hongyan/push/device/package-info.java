/** The devices that can be alerted: what a valid registration is, and whose a token is. */
@NullMarked
package io.hongyan.push.device;

import org.jspecify.annotations.NullMarked;

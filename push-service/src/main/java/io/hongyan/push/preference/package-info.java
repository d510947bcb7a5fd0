/** What users want of alerts: which wishes can be. */
@NullMarked
package io.hongyan.push.preference;

import org.jspecify.annotations.NullMarked;

/** Tests of the schedule. */
@NullMarked
package io.hongyan.faults.schedule;

import org.jspecify.annotations.NullMarked;

/**
 * Who does what when, and what breaks when: all of it a function of a seed. {@link
 * io.hongyan.faults.schedule.Schedule#of} is the door. Pure: it knows neither clients nor processes, which carry it out.
 */
@NullMarked
package io.hongyan.faults.schedule;

import org.jspecify.annotations.NullMarked;

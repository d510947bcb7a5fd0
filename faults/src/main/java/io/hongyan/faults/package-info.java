/**
 * Breaks the suite while it is used, and judges what its clients were told. {@link io.hongyan.faults.run.FaultsProgram} is the
 * program; {@link io.hongyan.faults.schedule.Schedule} says what happens when, {@link io.hongyan.faults.oracle.Oracle} what
 * should have come of it. The last two are pure.
 */
@NullMarked
package io.hongyan.faults;

import org.jspecify.annotations.NullMarked;

/**
 * What clients were told, and whether it can be true. {@link io.hongyan.faults.oracle.Evidence} goes in, {@link
 * io.hongyan.faults.oracle.Oracle} judges it, a {@link io.hongyan.faults.oracle.Verdict} comes out. Pure: no I/O, no clock,
 * and nothing of the suite's own code, which might share its mistakes.
 */
@NullMarked
package io.hongyan.faults.oracle;

import org.jspecify.annotations.NullMarked;

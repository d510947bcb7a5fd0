/**
 * Carries a schedule out on a real suite, writes down what clients were told, and asks the oracle. {@link
 * io.hongyan.faults.run.FaultsProgram} is the program.
 */
@NullMarked
package io.hongyan.faults.run;

import org.jspecify.annotations.NullMarked;

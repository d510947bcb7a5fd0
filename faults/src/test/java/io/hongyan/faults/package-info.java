/** Tests of what is pure here: the oracle and the schedule. Faults themselves are run by hand, by their command. */
@NullMarked
package io.hongyan.faults;

import org.jspecify.annotations.NullMarked;

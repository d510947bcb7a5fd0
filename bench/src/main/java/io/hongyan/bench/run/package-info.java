/**
 * The program behind {@code ./hongyan bench chat|group|idle|offline|storm}: runs a scenario against the suite and, with {@code --vs},
 * against another server after it, and compares the two. Start reading at {@link io.hongyan.bench.run.ScenarioProgram}.
 */
@NullMarked
package io.hongyan.bench.run;

import org.jspecify.annotations.NullMarked;

/**
 * Search as pure decisions: what of a text can be found ({@link io.hongyan.history.search.Terms}), what somebody looks for
 * ({@link io.hongyan.history.search.Wanted}) and where a text says it ({@link io.hongyan.history.search.Highlights}), what is
 * stored of a message ({@link io.hongyan.history.search.SearchRow}), and in which order hits come ({@link
 * io.hongyan.history.search.Ranking}). Texts are folded ({@link io.hongyan.history.search.Folded}) in the same way wherever
 * they come from.
 */
@NullMarked
package io.hongyan.history.search;

import org.jspecify.annotations.NullMarked;

package io.hongyan.history.search;

import java.util.List;

/**
 * Which messages a page has.
 *
 * @param hits in the order asked for
 * @param more whether others come after them
 * @param truncated whether more match than were ranked
 */
public record SearchedPage(List<Candidate> hits, boolean more, boolean truncated) {}

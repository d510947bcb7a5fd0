package io.hongyan.history.search;

import io.hongyan.proto.search.v1.TextRange;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a search finds in a text, told by the text itself: the parts that are highlighted. */
final class Found {

    private Found() {}

    /** Null if the text is not found. */
    static @Nullable List<String> in(String text, String wanted) {
        Optional<List<TextRange>> ranges = Highlights.of(text, Wanted.of(wanted));
        return ranges.map(all -> all.stream()
                        .map(range -> text.substring(range.getStart(), range.getStart() + range.getLength()))
                        .toList())
                .orElse(null);
    }
}

package io.hongyan.history.search;

import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.search.v1.SearchKind;
import java.util.Optional;

/**
 * What of a content can be found.
 *
 * @param kind what it is made of
 * @param text what is searched, and highlighted
 */
public record Searchable(SearchKind kind, String text) {

    /** Empty for content of a kind that is not known here. */
    public static Optional<Searchable> of(Content content) {
        return switch (content.getKindCase()) {
            case TEXT -> Optional.of(new Searchable(SearchKind.SEARCH_KIND_TEXT, content.getText()));
            case CUSTOM ->
                Optional.of(new Searchable(
                        SearchKind.SEARCH_KIND_CUSTOM, content.getCustom().getFallback()));
            case KIND_NOT_SET -> Optional.empty();
        };
    }
}

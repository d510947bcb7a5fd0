package io.hongyan.history.search;

import io.hongyan.proto.content.Said;
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

    /** Empty for content that has no words, and for a kind that is not known here. */
    public static Optional<Searchable> of(Content content) {
        SearchKind kind = switch (content.getKindCase()) {
            case TEXT -> SearchKind.SEARCH_KIND_TEXT;
            case IMAGE -> SearchKind.SEARCH_KIND_IMAGE;
            case VIDEO -> SearchKind.SEARCH_KIND_VIDEO;
            case FILE -> SearchKind.SEARCH_KIND_FILE;
            case LOCATION -> SearchKind.SEARCH_KIND_LOCATION;
            case CONTACT -> SearchKind.SEARCH_KIND_CONTACT;
            case CUSTOM -> SearchKind.SEARCH_KIND_CUSTOM;
            case VOICE, KIND_NOT_SET -> SearchKind.SEARCH_KIND_UNSPECIFIED;
        };
        String words = Said.words(content);
        return words.isEmpty() || kind == SearchKind.SEARCH_KIND_UNSPECIFIED
                ? Optional.empty()
                : Optional.of(new Searchable(kind, words));
    }
}

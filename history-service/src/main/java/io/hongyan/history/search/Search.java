package io.hongyan.history.search;

import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.history.v1.SearchRequest;
import io.hongyan.proto.search.v1.SearchKind;
import io.hongyan.proto.search.v1.SearchOrder;
import io.hongyan.proto.search.v1.TextRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A search as it is carried out: what is looked for, where, and which page of it. */
public final class Search {

    /** As many of the newest matches are ranked, as the contract says. */
    public static final int RANKED_MAX = 1_000;

    /** As long may a text be, in code points. */
    static final int TEXT_MAX = 200;

    private static final int SIZE_DEFAULT = 20;
    private static final int SIZE_MAX = 100;
    private static final int KINDS_MAX = 20;

    /** Who is in more groups is looked for in all, and what is found elsewhere left out. */
    private static final int GROUPS_MAX = 1_000;

    /** Clocks differ: what another machine has sent a moment ago may be from a moment in the future. */
    private static final long CLOCKS_DIFFER_MS = 60_000;

    private final SearchRequest request;
    private final Wanted wanted;
    private final @Nullable SearchToken after;
    private final long asOfMs;

    private Search(SearchRequest request, long nowMs) {
        this.request = request;
        this.wanted = Wanted.of(request.getText());
        this.after = request.getPageToken().isEmpty() ? null : SearchToken.of(request.getPageToken());
        this.asOfMs = after == null ? nowMs + CLOCKS_DIFFER_MS : after.asOfMs();
    }

    /** A search to which there is no {@link #objection}. */
    public static Search of(SearchRequest request, long nowMs) {
        return new Search(request, nowMs);
    }

    /** What is wrong with what is looked for and with the page, as a sentence that names the field; null if nothing. */
    public static @Nullable String objection(SearchRequest request) {
        int length = request.getText().codePointCount(0, request.getText().length());
        if (length < 1 || length > TEXT_MAX) {
            return "text must have 1 to %d characters.".formatted(TEXT_MAX);
        }
        int terms = Wanted.of(request.getText()).size();
        if (terms < 1 || terms > Wanted.TERMS_MAX) {
            return "text must have at least one letter, digit or emoji, and at most %d words."
                    .formatted(Wanted.TERMS_MAX);
        }
        if (request.getAfterMs() < 0 || request.getBeforeMs() < 0) {
            return "after_ms and before_ms must not be negative.";
        }
        if (request.getKindsCount() > KINDS_MAX
                || request.getKindsValueList().contains(SearchKind.SEARCH_KIND_UNSPECIFIED.getNumber())) {
            return "kinds must be at most %d, and each specified.".formatted(KINDS_MAX);
        }
        if (request.getOrder() == SearchOrder.UNRECOGNIZED) {
            return "order must be RELEVANCE or NEWEST.";
        }
        if (request.getPageSize() < 0 || request.getPageSize() > SIZE_MAX) {
            return "page_size must be 1 to %d, or 0.".formatted(SIZE_MAX);
        }
        if (!request.getPageToken().isEmpty()) {
            SearchToken token = SearchToken.of(request.getPageToken());
            if (token == null || token.search() != id(request)) {
                return "page_token must be empty or that of a page before, of the same search.";
            }
        }
        return null;
    }

    /** Who searches. */
    public String userId() {
        return request.getUserId();
    }

    /** Where alone; empty for everywhere. */
    public String conversationId() {
        return request.getConversationId();
    }

    /** Whether the newest come first. */
    public boolean isNewestFirst() {
        return request.getOrder() == SearchOrder.SEARCH_ORDER_NEWEST;
    }

    /** How many matches are wanted, and one by which it is known whether there are more. */
    public int candidatesMax() {
        return isNewestFirst() ? size() + 1 : RANKED_MAX + 1;
    }

    /** The steps in which to look, each of which contains those before. */
    public List<Step> steps(List<Seen> seen) {
        String query = Stream.of(Stream.of(wanted.query()), Stream.of(where(seen)), about())
                .flatMap(part -> part)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" & "));
        return Windows.of(request.getAfterMs(), untilMs()).stream()
                .map(window -> new Step(
                        window.query().isEmpty() ? query : query + " & " + window.query(), window.fromMs(), untilMs()))
                .toList();
    }

    /**
     * Where to look at once.
     *
     * @param query as PostgreSQL's {@code tsquery}
     * @param fromMs the first time
     * @param untilMs the last time
     */
    public record Step(String query, long fromMs, long untilMs) {}

    /** What is looked for alone, as PostgreSQL's {@code tsquery}. */
    public String words() {
        return wanted.query();
    }

    /** With NEWEST the hit that the page before ended with: older ones are wanted. Empty for the first page. */
    public Optional<Candidate> olderThan() {
        return isNewestFirst() ? Optional.ofNullable(after).map(SearchToken::last) : Optional.empty();
    }

    /** The score of a match. */
    public double score(float words, long timeMs) {
        return isNewestFirst() ? 0 : Ranking.score(words, timeMs, asOfMs);
    }

    /**
     * The page.
     *
     * @param matches the newest, at most {@link #candidatesMax()}
     */
    public SearchedPage page(List<Candidate> matches) {
        List<Candidate> all = new ArrayList<>(matches);
        all.sort(Candidate.NEWEST_FIRST);
        boolean isTruncated = !isNewestFirst() && all.size() > RANKED_MAX;
        if (isTruncated) {
            all.removeLast();
        }
        all.sort(Candidate.BEST_FIRST);
        if (after != null) {
            all.removeIf(candidate -> Candidate.BEST_FIRST.compare(candidate, after.last()) <= 0);
        }
        boolean isMore = all.size() > size();
        return new SearchedPage(List.copyOf(all.subList(0, Math.min(size(), all.size()))), isMore, isTruncated);
    }

    /** The token for what comes after a hit. */
    public String tokenAfter(Candidate hit) {
        return new SearchToken(id(request), asOfMs, hit).text();
    }

    /** Where a message, as it is now, says what is looked for; empty if it no longer does. */
    public Optional<List<TextRange>> highlights(Event message) {
        return Searchable.of(message.getMessageSent().getContent())
                .flatMap(searchable -> Highlights.of(searchable.text(), wanted));
    }

    private int size() {
        return request.getPageSize() == 0 ? SIZE_DEFAULT : request.getPageSize();
    }

    private long untilMs() {
        long until = request.getBeforeMs() == 0 ? asOfMs : Math.min(asOfMs, request.getBeforeMs() - 1);
        return olderThan().map(last -> Math.min(until, last.timeMs())).orElse(until);
    }

    /** What finds nothing that the user does not see, or not much of it: each match is looked at once more. */
    private String where(List<Seen> seen) {
        if (!conversationId().isEmpty()) {
            return joined(Lexemes.ofConversation(conversationId()), " & ");
        }
        if (seen.size() > GROUPS_MAX) {
            return "";
        }
        List<String> lexemes = new ArrayList<>();
        lexemes.add(Lexemes.ofUser(userId()));
        seen.forEach(part -> lexemes.addAll(Lexemes.ofConversation(part.conversationId())));
        return joined(lexemes, " | ");
    }

    private Stream<String> about() {
        List<String> kinds = request.getKindsValueList().stream()
                .distinct()
                .map(Lexemes::ofKind)
                .toList();
        return Stream.of(
                request.getSenderId().isEmpty() ? "" : joined(List.of(Lexemes.ofSender(request.getSenderId())), ""),
                kinds.isEmpty() ? "" : joined(kinds, " | "));
    }

    private static String joined(List<String> lexemes, String by) {
        return lexemes.stream().map(Lexemes::quoted).collect(Collectors.joining(by, "(", ")"));
    }

    /** By which tokens of other searches are told apart. */
    private static int id(SearchRequest request) {
        return List.of(
                        request.getUserId(),
                        request.getText(),
                        request.getConversationId(),
                        request.getSenderId(),
                        request.getAfterMs(),
                        request.getBeforeMs(),
                        request.getKindsValueList(),
                        request.getOrderValue())
                .hashCode();
    }
}

package io.hongyan.message.unread.postgres;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows as the columns that {@code unnest} takes. */
final class Columns {

    private Columns() {}

    static <T> @Nullable String[] texts(List<T> rows, Function<T, @Nullable String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    static <T> @Nullable Long[] longs(List<T> rows, Function<T, @Nullable Long> column) {
        return rows.stream().map(column).toArray(Long[]::new);
    }

    static <T> @Nullable Integer[] ints(List<T> rows, Function<T, @Nullable Integer> column) {
        return rows.stream().map(column).toArray(Integer[]::new);
    }

    static <T> Boolean[] flags(List<T> rows, Function<T, Boolean> column) {
        return rows.stream().map(column).toArray(Boolean[]::new);
    }
}

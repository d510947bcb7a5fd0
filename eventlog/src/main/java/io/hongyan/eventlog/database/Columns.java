package io.hongyan.eventlog.database;

import java.util.Collection;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Rows as the columns that {@code unnest} takes: one statement for many of them. */
public final class Columns {

    private Columns() {}

    /**
     * One column of some rows, in their order: an array, as parameters are.
     *
     * @param array makes one of so many elements
     */
    public static <R, T> Object column(
            Collection<R> rows, Function<R, ? extends @Nullable T> value, IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}

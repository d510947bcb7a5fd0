package io.hongyan.eventlog.rebuild;

import io.hongyan.proto.rebuild.v1.DifferenceKind;
import java.util.List;

/**
 * How a live table differs from the rebuilt one.
 *
 * @param table its name
 * @param rows of the rebuilt one
 * @param differing rows that are not the same, byte for byte, or that only one of the two has
 * @param first the first of these by key, ten at most
 */
public record TableDifferences(String table, long rows, long differing, List<Row> first) {

    /** How many {@link #first} names at most. */
    public static final int FIRST_MAX = 10;

    public TableDifferences {
        first = List.copyOf(first);
    }

    /** A row that is not the same, by its primary key. */
    public record Row(String key, DifferenceKind kind) {}
}

/** How the log is read and written: topic names, headers, dead letters, positions. */
@NullMarked
package io.hongyan.eventlog;

import org.jspecify.annotations.NullMarked;

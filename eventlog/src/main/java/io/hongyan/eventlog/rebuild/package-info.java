/**
 * Rebuilding a projection from its topic, beside the live one: docs/adr/0009. Start reading at {@link
 * io.hongyan.eventlog.rebuild.TablesRebuild}.
 */
@NullMarked
package io.hongyan.eventlog.rebuild;

import org.jspecify.annotations.NullMarked;

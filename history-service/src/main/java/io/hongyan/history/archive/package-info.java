/**
 * The archive as pure decisions: what a batch of events changes ({@link io.hongyan.history.archive.ArchiveChanges}), what
 * a user may see of a conversation ({@link io.hongyan.history.archive.Visible}), and which numbers a page holds
 * ({@link io.hongyan.history.archive.Page}).
 */
@NullMarked
package io.hongyan.history.archive;

import org.jspecify.annotations.NullMarked;

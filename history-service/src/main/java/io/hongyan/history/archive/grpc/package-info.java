/** The doors of the archive: pages and sync. */
@NullMarked
package io.hongyan.history.archive.grpc;

import org.jspecify.annotations.NullMarked;

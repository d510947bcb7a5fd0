/**
 * The archive of what was said: a projection of the public log that pages are read from.
 *
 * <p>Doors: topic {@code hongyan.events.v1} → {@link io.hongyan.history.archive.kafka.EventsConsumer}; gRPC {@code
 * HistoryService} → {@link io.hongyan.history.archive.grpc.HistoryQueries}; gRPC {@code VersionsService} → {@link
 * io.hongyan.history.archive.grpc.VersionsQueries}; gRPC {@code ProjectionService} → {@link
 * io.hongyan.history.archive.grpc.StoredQueries}; gRPC {@code
 * MediaService} → {@link io.hongyan.history.media.grpc.MediaAnswers}; HTTP {@code /v1/media/} → {@link
 * io.hongyan.history.media.http.MediaRoutes}.
 *
 * <p>One message: the consumer gets a batch and decodes it; {@link io.hongyan.history.archive.ArchiveChanges} says what it
 * changes; {@link io.hongyan.history.archive.postgres.ArchiveStore} writes that and the position in one transaction; who
 * waits for the message is woken by {@link io.hongyan.history.archive.grpc.Arrivals}. A request for a page asks the store
 * what its user may see, {@link io.hongyan.history.archive.Page} computes which numbers that is, and the store reads them. Who
 * has left is shown them as {@link io.hongyan.history.archive.Then} says.
 *
 * <p>A search is read by {@link io.hongyan.history.search.Search}, {@link io.hongyan.history.search.postgres.SearchStore} finds
 * what matches, and the archive shows it. What a message can be found by, {@link io.hongyan.history.search.SearchRow}, is
 * written with its event.
 *
 * <p>Media that clients upload are no part of the archive. It says who may load them: whoever is shown a message that carries them.
 *
 * <p>Beside that, {@link io.hongyan.history.audit.kafka.Auditor} compares the archive with the log, and mends it.
 */
@NullMarked
package io.hongyan.history;

import org.jspecify.annotations.NullMarked;

package io.hongyan.message.sequencer.kafka;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * Keeps the memory of all stores of the process within one bound: a shared block cache, to which write buffers, indexes
 * and filters are charged. There is a store per kind, partition and period of time; each by itself would take 50 MiB.
 */
public class BoundedStores implements RocksDBConfigSetter {

    /** The key of the bound, in bytes, in the configuration of Kafka Streams. */
    static final String MEMORY_BYTES = "hongyan.store.memory.bytes";

    private static final int WRITE_BUFFERS_PART = 4;
    private static final long WRITE_BUFFER_BYTES = 2 << 20;
    private static final long ARENA_BLOCK_BYTES = 64 << 10;

    private static @Nullable Shared shared;

    private record Shared(Cache cache, WriteBufferManager writeBuffers) {}

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        Shared bound = shared(Long.parseLong(String.valueOf(configs.get(MEMORY_BYTES))));
        var table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(bound.cache());
        table.setCacheIndexAndFilterBlocks(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(bound.writeBuffers());
        options.setWriteBufferSize(WRITE_BUFFER_BYTES);
        options.setArenaBlockSize(ARENA_BLOCK_BYTES); // most of the many stores are nearly idle
        options.setMaxWriteBufferNumber(2);
    }

    /** Once per process, and never closed: stores come and go with partitions, the bound stays. */
    private static synchronized Shared shared(long bytes) {
        if (shared == null) {
            RocksDB.loadLibrary();
            var cache = new LRUCache(bytes);
            shared = new Shared(cache, new WriteBufferManager(bytes / WRITE_BUFFERS_PART, cache));
        }
        return shared;
    }

    @Override
    public void close(String storeName, Options options) {
        // Nothing here belongs to one store.
    }
}

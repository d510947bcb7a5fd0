package io.hongyan.presence.memory.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.impl.types.ErrorType;
import org.junit.jupiter.api.Test;

class RedisMemoryTest {

    @Test
    void aCallThatIsWrongIsABug() {
        assertThat(RedisMemory.isBug(ErrorType.create("ERR unknown command 'GTE'")))
                .isTrue();
        assertThat(RedisMemory.isBug(
                        ErrorType.create("WRONGTYPE Operation against a key holding the wrong kind of value")))
                .isTrue();
    }

    /** Full of connections it answers by ERR, which once stopped consumers for good. */
    @Test
    void aServerThatIsFullOrStartingIsAnOutage() {
        assertThat(RedisMemory.isBug(ErrorType.create("ERR max number of clients reached")))
                .isFalse();
        assertThat(RedisMemory.isBug(ErrorType.create("ERR max number of clients + cluster connections reached")))
                .isFalse();
        assertThat(RedisMemory.isBug(ErrorType.create("OOM command not allowed when used memory > 'maxmemory'.")))
                .isFalse();
        assertThat(RedisMemory.isBug(ErrorType.create("LOADING Redis is loading the dataset in memory")))
                .isFalse();
        assertThat(RedisMemory.isBug(ErrorType.create("READONLY You can't write against a read only replica.")))
                .isFalse();
    }
}
